package dev.verdict.artifacts.outbound.pg;

import dev.verdict.artifacts.domain.CiRun;
import dev.verdict.artifacts.usecase.links.RemoteBook;
import dev.verdict.artifacts.usecase.links.RemoteFile;
import dev.verdict.plugin.ci.ArtifactLink;
import dev.verdict.plugin.ci.RemoteArtifact;
import dev.verdict.runtime.pg.Database;
import dev.verdict.runtime.pg.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@link RemoteBook} in PostgreSQL. */
public final class PgRemoteBook implements RemoteBook {
  private static final Sql SQL = Sql.of(PgRemoteBook.class, "sql/links.sql");

  private final Database database;

  public PgRemoteBook(Database database) {
    this.database = database;
  }

  @Override
  public Future<Void> keep(Collection<RemoteFile> files) {
    if (files.isEmpty()) {
      return Future.succeededFuture();
    }
    return database
        .pool()
        .preparedQuery(SQL.get("keep_files"))
        .execute(columns(List.copyOf(files)))
        .mapEmpty();
  }

  private static Tuple columns(List<RemoteFile> files) {
    return Tuple.tuple()
        .addArrayOfUUID(files.stream().map(RemoteFile::id).toArray(UUID[]::new))
        .addArrayOfString(texts(files, file -> file.run().provider()))
        .addArrayOfString(texts(files, file -> file.run().repository()))
        .addArrayOfString(texts(files, file -> file.run().id()))
        .addArrayOfString(texts(files, file -> file.artifact().name()))
        .addArrayOfString(texts(files, file -> file.artifact().key()))
        .addArrayOfLong(files.stream().map(file -> file.artifact().size()).toArray(Long[]::new))
        .addArrayOfString(texts(files, file -> file.artifact().contentType()))
        .addArrayOfString(texts(files, file -> file.artifact().digest()))
        .addArrayOfOffsetDateTime(times(files, file -> file.artifact().createdAt()))
        .addArrayOfOffsetDateTime(times(files, file -> file.artifact().retainedUntil()))
        .addArrayOfString(ofLink(files, link -> link.url().toString()))
        .addArrayOfString(ofLink(files, link -> link.reach().name()))
        .addArrayOfOffsetDateTime(
            times(
                files,
                file ->
                    file.artifact().link() == null ? null : file.artifact().link().expiresAt()));
  }

  private static @Nullable String[] texts(
      List<RemoteFile> files, Function<RemoteFile, @Nullable String> column) {
    return files.stream().map(column).toArray(String[]::new);
  }

  private static @Nullable String[] ofLink(
      List<RemoteFile> files, Function<ArtifactLink, @Nullable String> column) {
    return texts(
        files,
        file -> {
          ArtifactLink link = file.artifact().link();
          return link == null ? null : column.apply(link);
        });
  }

  private static @Nullable OffsetDateTime[] times(
      List<RemoteFile> files, Function<RemoteFile, @Nullable Instant> column) {
    return files.stream().map(column).map(Rows::utc).toArray(OffsetDateTime[]::new);
  }

  @Override
  public Future<Optional<RemoteFile>> find(UUID id) {
    return database
        .pool()
        .preparedQuery(SQL.get("find_file"))
        .execute(Tuple.of(id))
        .map(rows -> rows.stream().findFirst().map(PgRemoteBook::file));
  }

  @Override
  public Future<List<RemoteFile>> ofRun(CiRun run, int most) {
    return database
        .pool()
        .preparedQuery(SQL.get("files_of_run"))
        .execute(Tuple.of(run.provider(), run.id(), run.repository(), most))
        .map(rows -> rows.stream().map(PgRemoteBook::file).toList());
  }

  @Override
  public Future<Integer> forgetFiles(Instant seenBefore, int most) {
    return database
        .pool()
        .preparedQuery(SQL.get("forget_files"))
        .execute(Tuple.of(Rows.utc(seenBefore), most))
        .map(RowSet::rowCount);
  }

  private static RemoteFile file(Row row) {
    CiRun run = PgRunBook.run(row);
    String url = row.getString("link_url");
    return new RemoteFile(
        run,
        new RemoteArtifact(
            run.id(),
            row.getString("name"),
            row.getString("key"),
            row.getLong("size_bytes"),
            row.getString("content_type"),
            row.getString("digest"),
            Rows.instant(row, "created_at"),
            Rows.instant(row, "retained_until"),
            url == null
                ? null
                : new ArtifactLink(
                    URI.create(url),
                    ArtifactLink.Reach.valueOf(row.getString("link_reach")),
                    Rows.instant(row, "link_expires"))));
  }
}
