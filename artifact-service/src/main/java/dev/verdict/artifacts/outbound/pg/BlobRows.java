package dev.verdict.artifacts.outbound.pg;

import dev.verdict.artifacts.domain.Digest;
import dev.verdict.artifacts.domain.Encoding;
import dev.verdict.artifacts.domain.StagedFile;
import dev.verdict.artifacts.usecase.Blobs;
import dev.verdict.runtime.pg.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows that say which bytes are kept. A row stays locked while its file comes or goes, so the
 * rows are the truth: a file without a row is an orphan, and a file with one is whole.
 */
final class BlobRows {
  private static final Sql SQL = Sql.of(BlobRows.class, "sql/blobs.sql");

  private final Blobs files;

  BlobRows(Blobs files) {
    this.files = files;
  }

  /** Before the transaction, which must not wait for a network. */
  Future<Void> ahead(StagedFile file) {
    return files.ahead(file);
  }

  /**
   * After this the bytes are visible under their digest, and nobody removes them before the
   * transaction ends.
   */
  Future<Void> hold(SqlConnection connection, StagedFile file) {
    return connection
        .preparedQuery(SQL.get("lock"))
        .execute(
            Tuple.of(
                file.digest().hex(), file.sizeBytes(), file.encoding().word(), file.storedBytes()))
        .map(rows -> Encoding.of(rows.iterator().next().getString("encoding")))
        .compose(stored -> files.isThere(file.digest(), stored))
        .compose(there -> there ? Future.succeededFuture() : publish(connection, file));
  }

  private Future<Void> publish(SqlConnection connection, StagedFile file) {
    return files
        .publish(file)
        .compose(
            published ->
                connection
                    .preparedQuery(SQL.get("stored"))
                    .execute(
                        Tuple.of(file.digest().hex(), file.encoding().word(), file.storedBytes())))
        .mapEmpty();
  }

  Future<Void> refer(SqlConnection connection, Digest digest) {
    return connection.preparedQuery(SQL.get("refer")).execute(Tuple.of(digest.hex())).mapEmpty();
  }

  Future<Void> release(SqlConnection connection, Digest digest) {
    return connection.preparedQuery(SQL.get("release")).execute(Tuple.of(digest.hex())).mapEmpty();
  }

  Future<Integer> removeUnreferenced(SqlConnection connection, int most) {
    return connection
        .preparedQuery(SQL.get("lock_unreferenced"))
        .execute(Tuple.of(most))
        .map(BlobRows::digests)
        .compose(locked -> remove(connection, locked));
  }

  Future<Integer> removeOrphans(SqlConnection connection, List<Digest> found) {
    String[] hexes = found.stream().map(Digest::hex).toArray(String[]::new);
    return connection
        .preparedQuery(SQL.get("lock_orphans"))
        .execute(Tuple.tuple().addArrayOfString(hexes))
        .map(BlobRows::digests)
        .compose(locked -> remove(connection, locked));
  }

  private static List<Digest> digests(Iterable<io.vertx.sqlclient.Row> rows) {
    List<Digest> digests = new ArrayList<>();
    rows.forEach(row -> digests.add(new Digest(row.getString("sha256"))));
    return digests;
  }

  /**
   * The file first: a row without a file heals with the next upload, a file without a row would
   * only be found by a search.
   */
  private Future<Integer> remove(SqlConnection connection, List<Digest> locked) {
    if (locked.isEmpty()) {
      return Future.succeededFuture(0);
    }
    String[] hexes = locked.stream().map(Digest::hex).toArray(String[]::new);
    return Future.join(locked.stream().map(files::remove).toList())
        .compose(
            removed ->
                connection
                    .preparedQuery(SQL.get("remove"))
                    .execute(Tuple.tuple().addArrayOfString(hexes)))
        .map(removed -> locked.size());
  }
}
