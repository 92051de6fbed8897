package dev.verdict.runtime.http;

import dev.verdict.contract.Json;
import dev.verdict.runtime.pg.Sql;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Does a thing once for each key of a caller, however often he sends it, for 24 hours. It works
 * inside the transaction that does the thing, so that answer and deed are there together or not at
 * all; one who sends the same while the first is at it waits for it in the database. The service
 * has the table of {@code sql/idempotency_table.sql} in its own schema.
 */
public final class Idempotency {
  private static final Sql SQL = Sql.of(Idempotency.class, "sql/idempotency.sql");

  private Idempotency() {}

  /**
   * Runs {@code work}, or gives the answer that it gave before. Without a key it just runs.
   *
   * @param caller whose key it is, as {@code call.identity().unique()}
   * @param request what was asked; the same key with another request is a mistake of the caller
   */
  public static Future<Reply> once(
      SqlConnection connection,
      Optional<String> key,
      String caller,
      Buffer request,
      Supplier<Future<Reply.Whole>> work) {
    if (key.isEmpty()) {
      return work.get().map(reply -> reply);
    }
    Buffer hash = Buffer.buffer(sha256(request));
    return connection
        .preparedQuery(SQL.get("claim"))
        .execute(Tuple.of(caller, key.get(), hash))
        .compose(
            claimed ->
                claimed.size() == 1
                    ? first(connection, key.get(), caller, work)
                    : again(connection, key.get(), caller, hash));
  }

  /** Forgets what is older than 24 hours; call it now and then. */
  public static Future<Integer> forgetOld(SqlClient client) {
    return client.query(SQL.get("forget_old")).execute().map(rows -> rows.rowCount());
  }

  private static Future<Reply> first(
      SqlConnection connection, String key, String caller, Supplier<Future<Reply.Whole>> work) {
    return work.get()
        .compose(
            reply ->
                connection
                    .preparedQuery(SQL.get("keep"))
                    .execute(
                        Tuple.of(
                            caller,
                            key,
                            reply.status(),
                            new JsonObject(Json.text(reply.headers())),
                            reply.body()))
                    .map(reply));
  }

  private static Future<Reply> again(
      SqlConnection connection, String key, String caller, Buffer hash) {
    return connection
        .preparedQuery(SQL.get("find"))
        .execute(Tuple.of(caller, key))
        .map(
            rows -> {
              if (rows.size() == 0) {
                throw Fail.conflict(
                    "Idempotency-Key: " + Shown.text(key) + " has just ended; send it again");
              }
              return replay(rows.iterator().next(), key, hash);
            });
  }

  private static Reply replay(Row row, String key, Buffer hash) {
    if (!row.getBuffer("request_hash").equals(hash)) {
      throw Fail.unprocessable(
          "Idempotency-Key: "
              + Shown.text(key)
              + " (expected: the request that it was first sent with)");
    }
    Map<String, String> headers = new LinkedHashMap<>();
    row.getJsonObject("headers")
        .forEach(header -> headers.put(header.getKey(), String.valueOf(header.getValue())));
    headers.put("Idempotency-Replayed", "true");
    return new Reply.Whole(row.getInteger("status"), headers, row.getBuffer("body"));
  }

  private static byte[] sha256(Buffer request) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(request.getBytes());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
