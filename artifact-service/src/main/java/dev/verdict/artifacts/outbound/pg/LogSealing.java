package dev.verdict.artifacts.outbound.pg;

import dev.verdict.artifacts.domain.Artifact;
import dev.verdict.artifacts.domain.Digest;
import dev.verdict.artifacts.domain.LogState;
import dev.verdict.artifacts.usecase.LogLedger.SealedLog;
import dev.verdict.runtime.pg.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Iterator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A log becomes an artifact, in one transaction. */
final class LogSealing {
  private static final Sql ARTIFACTS = Sql.of(LogSealing.class, "sql/artifacts.sql");
  private final BlobRows blobs;

  LogSealing(BlobRows blobs) {
    this.blobs = blobs;
  }

  /** Before the transaction. */
  Future<Void> ahead(@Nullable SealedLog kept) {
    return kept == null ? Future.succeededFuture() : blobs.ahead(kept.file());
  }

  Future<Boolean> seal(
      SqlConnection connection,
      LogState log,
      @Nullable SealedLog kept,
      boolean whole,
      Instant now) {
    return run(connection, "lock", Tuple.of(log.key().taskId(), log.key().attempt()))
        .compose(
            rows -> {
              Row row = rows.iterator().next();
              boolean same =
                  row.getLong("revision") == log.revision()
                      && row.getOffsetDateTime("sealed_at") == null;
              return same
                  ? enter(connection, log, kept)
                      .compose(id -> mark(connection, log, id, whole, now))
                      .map(true)
                  : Future.succeededFuture(false);
            });
  }

  /** The id of the artifact; none for a log without a byte. */
  private Future<@Nullable UUID> enter(
      SqlConnection connection, LogState log, @Nullable SealedLog kept) {
    if (kept == null) {
      return Future.succeededFuture(log.artifactId());
    }
    UUID before = log.artifactId();
    return blobs
        .hold(connection, kept.file())
        .compose(
            held -> before == null ? insert(connection, kept) : replace(connection, before, kept));
  }

  private Future<@Nullable UUID> insert(SqlConnection connection, SealedLog kept) {
    Artifact artifact = kept.artifact();
    return connection
        .preparedQuery(ARTIFACTS.get("insert"))
        .execute(Rows.artifact(artifact))
        .compose(
            inserted -> {
              if (inserted.rowCount() == 0) {
                return Future.failedFuture(
                    new IllegalStateException(
                        "path: '" + artifact.path() + "' is taken by an upload"));
              }
              return blobs.refer(connection, artifact.digest()).map(artifact.id());
            });
  }

  /** The permalink stays; what it leads to grows. A log that was purged meanwhile stays so. */
  private Future<@Nullable UUID> replace(SqlConnection connection, UUID id, SealedLog kept) {
    return run(connection, "artifact_digest", Tuple.of(id))
        .compose(
            rows -> {
              Iterator<Row> old = rows.iterator();
              return old.hasNext()
                  ? exchange(connection, id, new Digest(old.next().getString("sha256")), kept)
                  : Future.succeededFuture();
            })
        .map(replaced -> id);
  }

  private Future<Void> exchange(SqlConnection connection, UUID id, Digest old, SealedLog kept) {
    Artifact artifact = kept.artifact();
    Tuple row =
        Tuple.of(
            id,
            artifact.sizeBytes(),
            artifact.digest().hex(),
            artifact.contentType(),
            artifact.name());
    return run(connection, "replace_artifact", row)
        .compose(replaced -> blobs.refer(connection, artifact.digest()))
        .compose(referred -> blobs.release(connection, old));
  }

  private static Future<Void> mark(
      SqlConnection connection, LogState log, @Nullable UUID id, boolean whole, Instant now) {
    Tuple row =
        Tuple.of(log.key().taskId(), log.key().attempt(), Rows.utc(now), id).addBoolean(whole);
    return run(connection, "seal", row).mapEmpty();
  }

  private static Future<RowSet<Row>> run(SqlConnection connection, String name, Tuple parameters) {
    return connection.preparedQuery(PgLogLedger.SQL.get(name)).execute(parameters);
  }
}
