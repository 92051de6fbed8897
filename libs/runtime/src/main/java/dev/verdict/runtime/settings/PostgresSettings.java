package dev.verdict.runtime.settings;

import java.net.URI;
import java.time.Duration;

/**
 * Where the database is.
 *
 * @param poolSize connections of one service
 * @param statementTimeout after which the database gives up a statement
 */
public record PostgresSettings(
    String host,
    int port,
    String database,
    String user,
    Secret password,
    String sslMode,
    int poolSize,
    Duration statementTimeout) {
  private static final String URL_EXPECTED = "postgresql://[user[:password]@]host[:port]/database";

  public static PostgresSettings from(SettingsReader reader) {
    String url = reader.secret("postgres.url").optional().map(Secret::reveal).orElse("");
    PostgresUrl parts = PostgresUrl.parse(url);
    if (parts == null) {
      reader.mistake("postgres.url", Secret.SHOWN_AS, URL_EXPECTED);
      parts = PostgresUrl.DEFAULTS;
    }
    return new PostgresSettings(
        reader.text("postgres.host").orElse(parts.host()),
        reader.number("postgres.port", parts.port(), 1, 65_535),
        reader.text("postgres.database").orElse(parts.database()),
        reader.text("postgres.user").orElse(parts.user()),
        reader.secret("postgres.password").optional().orElse(new Secret(parts.password())),
        reader.oneOf(
            "postgres.ssl_mode",
            "prefer",
            "disable",
            "prefer",
            "require",
            "verify-ca",
            "verify-full"),
        reader.number("postgres.pool_size", 8, 1, 500),
        reader.duration("postgres.statement_timeout", Duration.ofSeconds(30)));
  }

  /** The common case, for tests and the one-process mode. */
  public static PostgresSettings of(
      String host, int port, String database, String user, String password) {
    return new PostgresSettings(
        host, port, database, user, new Secret(password), "disable", 8, Duration.ofSeconds(30));
  }

  public PostgresSettings withPoolSize(int connections) {
    return new PostgresSettings(
        host, port, database, user, password, sslMode, connections, statementTimeout);
  }

  /** Without user and password, for JDBC. */
  public String jdbcUrl() {
    return "jdbc:postgresql://"
        + URI.create("//" + bracketed()).getAuthority()
        + "/"
        + database
        + "?sslmode="
        + sslMode;
  }

  private String bracketed() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
