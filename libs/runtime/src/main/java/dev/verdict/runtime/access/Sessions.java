package dev.verdict.runtime.access;

import dev.verdict.runtime.pg.Database;
import dev.verdict.runtime.pg.Sql;
import dev.verdict.runtime.settings.Secret;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * What browsers carry instead of a key. A session reads and nothing else, so a cookie that is sent
 * along unasked can change nothing; it ends by itself, and with its key.
 */
public final class Sessions {
  private static final Sql SQL = Sql.of(Sessions.class, "sql/access.sql");
  private static final Pattern FORM = Pattern.compile("v[sl]_[A-Za-z0-9_-]{43}");
  private static final String SESSION = "session";
  private static final String LINK = "link";

  private final Database database;
  private final Consumer<byte[]> forget;

  Sessions(Database database, Consumer<byte[]> forget) {
    this.database = database;
    this.forget = forget;
  }

  /** For a browser whose person gave this key. */
  public Future<Secret> open(UUID key, Duration life) {
    return database
        .pool()
        .query(SQL.get("forget_sessions"))
        .execute()
        .compose(forgotten -> insert("vs_", SESSION, key, life));
  }

  /** What stands in a link that lets in once. */
  public Future<Secret> link(UUID key, Duration life) {
    return insert("vl_", LINK, key, life);
  }

  /** A session for a link. Nothing when it was used before, or is too old. */
  public Future<Optional<Secret>> exchange(String link, Duration life) {
    if (!hasForm(link)) {
      return Future.succeededFuture(Optional.empty());
    }
    return execute("take_link", Tuple.of(hash(link)))
        .compose(
            taken -> {
              Optional<UUID> key = taken.stream().map(row -> row.getUUID("key_id")).findFirst();
              return key.isEmpty()
                  ? Future.succeededFuture(Optional.empty())
                  : open(key.get(), life).map(Optional::of);
            });
  }

  /** Ends a session, here at once and elsewhere within seconds. */
  public Future<Void> end(String session) {
    forget.accept(KeySecret.hash(session));
    // A request under way may have put it back in between.
    return execute("end_session", Tuple.of(hash(session)))
        .onComplete(ended -> forget.accept(KeySecret.hash(session)))
        .mapEmpty();
  }

  /** What has another form was never a session, which saves asking the database. */
  static boolean hasForm(String text) {
    return FORM.matcher(text).matches();
  }

  Future<Optional<Identity>> find(byte[] hash) {
    return execute("find_session", Tuple.of(Buffer.buffer(hash)))
        .map(
            rows ->
                rows.stream()
                    .filter(
                        row -> MessageDigest.isEqual(row.getBuffer("secret_hash").getBytes(), hash))
                    .findFirst()
                    .map(
                        row ->
                            new Identity.Key(
                                row.getUUID("id"), row.getString("name"), Set.of(Scope.READ))));
  }

  private Future<Secret> insert(String prefix, String kind, UUID key, Duration life) {
    String secret =
        prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(KeySecret.randomBytes());
    return execute("insert_session", Tuple.of(hash(secret), kind, key, (double) life.toSeconds()))
        .map(inserted -> new Secret(secret));
  }

  private static Buffer hash(String secret) {
    return Buffer.buffer(KeySecret.hash(secret));
  }

  private Future<RowSet<Row>> execute(String statement, Tuple values) {
    return database.pool().preparedQuery(SQL.get(statement)).execute(values);
  }
}
