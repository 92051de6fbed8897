package dev.verdict.runtime.access;

import dev.verdict.contract.Ids;
import dev.verdict.runtime.logging.Masking;
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
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The keys in the database. */
public final class ApiKeys {
  private static final Sql SQL = Sql.of(ApiKeys.class, "sql/access.sql");

  private final Database database;

  ApiKeys(Database database) {
    this.database = database;
  }

  /** Makes a key. The caller shows the secret once. */
  public Future<NewKey> create(
      String name, Set<Scope> scopes, String createdBy, @Nullable OffsetDateTime expiresAt) {
    return insert(KeySecret.next(), name, scopes, createdBy, expiresAt);
  }

  /** All keys, the oldest first; also those that are revoked or expired. */
  public Future<List<ApiKey>> list(int most) {
    return database
        .pool()
        .preparedQuery(SQL.get("list_keys"))
        .execute(Tuple.of(most))
        .map(rows -> rows.stream().map(ApiKeys::key).toList());
  }

  /** Ends a key, everywhere within seconds. Nothing if there is no such key. */
  public Future<Optional<ApiKey>> revoke(UUID id) {
    return database
        .pool()
        .preparedQuery(SQL.get("revoke_key"))
        .execute(Tuple.of(id))
        .map(rows -> first(rows).map(ApiKeys::key));
  }

  public Future<Optional<ApiKey>> find(UUID id) {
    return database
        .pool()
        .preparedQuery(SQL.get("one_key"))
        .execute(Tuple.of(id))
        .map(rows -> first(rows).map(ApiKeys::key));
  }

  /**
   * Makes a key that may what another may, and ends the other after a while, in which whoever uses
   * it changes over. Nothing if there is no such key, or it has ended.
   *
   * @param overlap how long the other still holds; it does not make it hold longer
   */
  public Future<Optional<NewKey>> rotate(
      UUID id, Duration overlap, String by, @Nullable OffsetDateTime expiresAt) {
    Secret secret = KeySecret.next();
    Masking.remember(secret.reveal());
    Tuple values =
        Tuple.from(
            new ArrayList<>(
                Arrays.asList(
                    id,
                    Ids.next(),
                    Buffer.buffer(KeySecret.hash(secret.reveal())),
                    by,
                    overlap.toSeconds(),
                    expiresAt)));
    return database
        .pool()
        .preparedQuery(SQL.get("rotate_key"))
        .execute(values)
        .map(rows -> first(rows).map(row -> new NewKey(key(row), secret)));
  }

  Future<NewKey> insert(
      Secret secret,
      String name,
      Set<Scope> scopes,
      String createdBy,
      @Nullable OffsetDateTime expiresAt) {
    return execute("insert_key", secret, name, scopes, createdBy, expiresAt)
        .map(rows -> new NewKey(key(rows.iterator().next()), secret));
  }

  /** Leaves a key that is known, also as revoked, as it is. */
  Future<Void> insertIfNew(Secret secret, String name, Set<Scope> scopes, String createdBy) {
    return execute("insert_key_if_new", secret, name, scopes, createdBy, null).mapEmpty();
  }

  private Future<RowSet<Row>> execute(
      String statement,
      Secret secret,
      String name,
      Set<Scope> scopes,
      String createdBy,
      @Nullable OffsetDateTime expiresAt) {
    if (scopes.isEmpty() || !Scope.OF_KEYS.containsAll(scopes)) {
      return Future.failedFuture(
          new IllegalArgumentException(
              "scopes: " + scopes + " (expected: some of " + Scope.OF_KEYS + ")"));
    }
    Masking.remember(secret.reveal());
    String[] words = scopes.stream().map(Scope::word).sorted().toArray(String[]::new);
    Tuple values =
        Tuple.from(
            new ArrayList<>(
                Arrays.asList(
                    Ids.next(),
                    name,
                    Buffer.buffer(KeySecret.hash(secret.reveal())),
                    words,
                    createdBy,
                    expiresAt)));
    return database.pool().preparedQuery(SQL.get(statement)).execute(values);
  }

  /** The key that is valid now and has this hash. */
  Future<Optional<Identity>> find(byte[] hash) {
    return database
        .pool()
        .preparedQuery(SQL.get("find_key"))
        .execute(Tuple.of(Buffer.buffer(hash)))
        .map(
            rows ->
                first(rows)
                    .filter(
                        row -> MessageDigest.isEqual(row.getBuffer("secret_hash").getBytes(), hash))
                    .map(
                        row ->
                            new Identity.Key(
                                row.getUUID("id"), row.getString("name"), scopes(row))));
  }

  Future<Void> touch(Collection<UUID> ids) {
    return database
        .pool()
        .preparedQuery(SQL.get("touch_keys"))
        .execute(Tuple.of(ids.toArray(UUID[]::new)))
        .mapEmpty();
  }

  private static Optional<Row> first(RowSet<Row> rows) {
    return rows.stream().findFirst();
  }

  private static ApiKey key(Row row) {
    return new ApiKey(
        row.getUUID("id"),
        row.getString("name"),
        scopes(row),
        row.getOffsetDateTime("created_at"),
        row.getString("created_by"),
        row.getOffsetDateTime("expires_at"),
        row.getOffsetDateTime("revoked_at"),
        row.getOffsetDateTime("last_used_at"));
  }

  // A word that a later release has written means nothing here and lets nobody in.
  private static Set<Scope> scopes(Row row) {
    return Arrays.stream(row.getArrayOfStrings("scopes"))
        .flatMap(word -> Scope.ofKey(word).stream())
        .collect(Collectors.toUnmodifiableSet());
  }
}
