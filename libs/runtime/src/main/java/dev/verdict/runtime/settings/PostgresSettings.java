package dev.verdict.runtime.settings;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where the database is.
 *
 * @param rootCertificate PEM of who signed the server's certificate; needed where it is verified
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
    Optional<Path> rootCertificate,
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
    String sslMode =
        reader.oneOf(
            "postgres.ssl_mode",
            "prefer",
            "disable",
            "prefer",
            "require",
            "verify-ca",
            "verify-full");
    return new PostgresSettings(
        reader.text("postgres.host").orElse(parts.host()),
        reader.number("postgres.port", parts.port(), 1, 65_535),
        reader.text("postgres.database").orElse(parts.database()),
        reader.text("postgres.user").orElse(parts.user()),
        reader.secret("postgres.password").optional().orElse(new Secret(parts.password())),
        sslMode,
        rootCertificate(reader, sslMode),
        reader.number("postgres.pool_size", 8, 1, 500),
        reader.duration("postgres.statement_timeout", Duration.ofSeconds(30)));
  }

  private static Optional<Path> rootCertificate(SettingsReader reader, String sslMode) {
    String key = "postgres.ssl_root_cert";
    Optional<Path> file = reader.path(key).optional();
    if (file.isEmpty() && sslMode.startsWith("verify-")) {
      reader.mistake(key, null, "a file in PEM, as postgres.ssl_mode is " + sslMode);
    }
    if (file.isPresent() && !Files.isReadable(file.get())) {
      reader.mistake(key, file.get().toString(), "a file that can be read");
    }
    return file;
  }

  /** The common case, for tests and the one-process mode. */
  public static PostgresSettings of(
      String host, int port, String database, String user, String password) {
    return new PostgresSettings(
        host,
        port,
        database,
        user,
        new Secret(password),
        "disable",
        Optional.empty(),
        8,
        Duration.ofSeconds(30));
  }

  public PostgresSettings withPoolSize(int connections) {
    return new PostgresSettings(
        host,
        port,
        database,
        user,
        password,
        sslMode,
        rootCertificate,
        connections,
        statementTimeout);
  }

  public PostgresSettings withStatementTimeout(Duration longest) {
    return new PostgresSettings(
        host, port, database, user, password, sslMode, rootCertificate, poolSize, longest);
  }

  /** Without user and password, for JDBC. */
  public String jdbcUrl() {
    return "jdbc:postgresql://"
        + URI.create("//" + bracketed()).getAuthority()
        + "/"
        + database
        + "?sslmode="
        + sslMode
        + rootCertificate.map(file -> "&sslrootcert=" + encoded(file)).orElse("");
  }

  private static String encoded(Path file) {
    return URLEncoder.encode(file.toString(), StandardCharsets.UTF_8);
  }

  private String bracketed() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
