package dev.verdict.testkit.tls;

import dev.verdict.embedded.PostgresAccess;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Makes a server of one's own take TLS, by its own means: so it works in a container too. */
public final class EncryptedPostgres {
  private EncryptedPostgres() {}

  public static void turnOn(PostgresAccess at, SelfSigned identity) throws SQLException {
    try (var connection = DriverManager.getConnection(at.jdbcUrl(), at.user(), at.password());
        var statement = connection.createStatement()) {
      statement.execute(written("server.crt", identity.certificate()));
      statement.execute(written("server.key", identity.key()));
      statement.execute("ALTER SYSTEM SET ssl = on");
      statement.execute("SELECT pg_reload_conf()");
    }
  }

  /** By the server, as the account that it runs as; nobody else may read its key. */
  private static String written(String file, String pem) {
    return "COPY (SELECT unnest(string_to_array('%s', E'\\n'))) TO PROGRAM 'umask 077; cat > %s'"
        .formatted(pem.strip(), file);
  }
}
