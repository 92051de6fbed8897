package dev.verdict.artifacts.outbound.pg;

import dev.verdict.artifacts.domain.Artifact;
import dev.verdict.artifacts.domain.Digest;
import dev.verdict.artifacts.domain.Encoding;
import dev.verdict.artifacts.domain.Place;
import dev.verdict.artifacts.domain.StagedFile;
import dev.verdict.artifacts.usecase.ArtifactCatalog;
import dev.verdict.artifacts.usecase.Blobs;
import dev.verdict.artifacts.usecase.StoreUnavailable;
import dev.verdict.runtime.pg.Database;
import dev.verdict.runtime.pg.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@link ArtifactCatalog} in PostgreSQL. */
public final class PgArtifactCatalog implements ArtifactCatalog {
  private static final Sql SQL = Sql.of(PgArtifactCatalog.class, "sql/artifacts.sql");

  /** Of an upload against others that purge the place. */
  private static final int TRIES_AT_A_PLACE = 5;

  private final Database database;
  private final BlobRows blobs;

  public PgArtifactCatalog(Database database, Blobs files) {
    this.database = database;
    this.blobs = new BlobRows(files);
  }

  @Override
  public Future<Kept> keep(Artifact artifact, StagedFile file, @Nullable String json) {
    return database
        .pool()
        .preparedQuery(SQL.get("at_place"))
        .execute(place(artifact))
        .map(rows -> rows.stream().findFirst().map(Rows::artifact))
        .compose(
            there ->
                there.isPresent() && !there.get().digest().equals(file.digest())
                    ? Future.succeededFuture(new Kept(there.get(), false))
                    : blobs.ahead(file).compose(near -> enter(artifact, file, json)));
  }

  private Future<Kept> enter(Artifact artifact, StagedFile file, @Nullable String json) {
    return database.inTransaction(
        connection -> enter(connection, artifact, file, json, TRIES_AT_A_PLACE));
  }

  /** The place first: other bytes are not made visible where they will be refused. */
  private Future<Kept> enter(
      SqlConnection connection,
      Artifact artifact,
      StagedFile file,
      @Nullable String json,
      int tries) {
    return connection
        .preparedQuery(SQL.get("insert"))
        .execute(Rows.artifact(artifact))
        .compose(
            inserted ->
                inserted.rowCount() == 1
                    ? blobs
                        .hold(connection, file)
                        .compose(held -> blobs.refer(connection, file.digest()))
                        .compose(referred -> remember(connection, file, json))
                        .map(new Kept(artifact, true))
                    : there(connection, artifact)
                        .compose(
                            other ->
                                other.isPresent()
                                    ? alreadyThere(connection, other.get(), file)
                                    : again(connection, artifact, file, json, tries)));
  }

  /** What was there went while we looked: a purge has made room. */
  private Future<Kept> again(
      SqlConnection connection,
      Artifact artifact,
      StagedFile file,
      @Nullable String json,
      int tries) {
    return tries > 1
        ? enter(connection, artifact, file, json, tries - 1)
        : Future.failedFuture(
            new StoreUnavailable(
                "path: '" + artifact.path() + "' (expected: that it is not purged all the time)",
                new IllegalStateException(TRIES_AT_A_PLACE + " tries")));
  }

  /** Sent again, bytes that were lost on disk are there again. */
  private Future<Kept> alreadyThere(SqlConnection connection, Artifact other, StagedFile file) {
    Kept kept = new Kept(other, false);
    return other.digest().equals(file.digest())
        ? blobs.hold(connection, file).map(kept)
        : Future.succeededFuture(kept);
  }

  private static Future<Void> remember(
      SqlConnection connection, StagedFile file, @Nullable String json) {
    return json == null
        ? Future.succeededFuture()
        : connection
            .preparedQuery(SQL.get("remember_json"))
            .execute(Tuple.of(file.digest().hex(), json))
            .mapEmpty();
  }

  private static Future<Optional<Artifact>> there(SqlConnection connection, Artifact artifact) {
    return connection
        .preparedQuery(SQL.get("at_place"))
        .execute(place(artifact))
        .map(rows -> rows.stream().findFirst().map(Rows::artifact));
  }

  private static Tuple place(Artifact artifact) {
    Place place = artifact.place();
    return Tuple.of(place.runId(), place.taskId(), place.attempt(), artifact.path());
  }

  @Override
  public Future<Optional<Located>> find(UUID id) {
    return query("find", Tuple.of(id))
        .map(rows -> rows.size() == 0 ? Optional.empty() : located(rows.iterator().next()));
  }

  private static Optional<Located> located(Row row) {
    String encoding = row.getString("encoding");
    return Optional.of(
        new Located(Rows.artifact(row), encoding == null ? null : Encoding.of(encoding)));
  }

  @Override
  public Future<Map<String, UUID>> newest(UUID runId, List<String> names, Instant now) {
    Tuple asked =
        Tuple.of(runId).addArrayOfString(names.toArray(String[]::new)).addValue(Rows.utc(now));
    return query("newest", asked)
        .map(
            rows -> {
              Map<String, UUID> ids = new HashMap<>();
              rows.forEach(row -> ids.put(row.getString("asked"), row.getUUID("id")));
              return ids;
            });
  }

  @Override
  public Future<Integer> purgeRun(UUID runId, String reason, Instant now) {
    return counted("purge_run", Tuple.of(runId, Rows.utc(now), reason));
  }

  @Override
  public Future<Integer> expire(Instant now, int most) {
    return counted("expire", Tuple.of(Rows.utc(now), most, Artifact.EXPIRED));
  }

  @Override
  public Future<Integer> shrinkTo(long bytes, Instant now, int most) {
    return counted("shrink", Tuple.of(Rows.utc(now), bytes, most, Artifact.CROWDED_OUT));
  }

  private Future<Integer> counted(String name, Tuple parameters) {
    return database
        .inTransaction(connection -> connection.preparedQuery(SQL.get(name)).execute(parameters))
        .map(rows -> rows.iterator().next().getInteger("n"));
  }

  @Override
  public Future<Integer> forget(Instant deletedBefore, int most) {
    return query("forget", Tuple.of(Rows.utc(deletedBefore), most)).map(RowSet::rowCount);
  }

  @Override
  public Future<Integer> removeUnreferenced(int most) {
    return database.inTransaction(connection -> blobs.removeUnreferenced(connection, most));
  }

  @Override
  public Future<Integer> removeOrphans(List<Digest> found) {
    return found.isEmpty()
        ? Future.succeededFuture(0)
        : database.inTransaction(connection -> blobs.removeOrphans(connection, found));
  }

  @Override
  public Future<Totals> totals() {
    return query("totals", Tuple.tuple())
        .map(
            rows -> {
              Row row = rows.iterator().next();
              return new Totals(
                  row.getLong("artifacts"),
                  row.getLong("blobs"),
                  row.getLong("bytes"),
                  row.getLong("stored_bytes"));
            });
  }

  private Future<RowSet<Row>> query(String name, Tuple parameters) {
    return database.pool().preparedQuery(SQL.get(name)).execute(parameters);
  }
}
