package dev.verdict.embedded;

/** Where a database is and how to get in. */
public record PostgresAccess(String host, int port, String database, String user, String password) {

  /** Another database of the same server, for the same user. */
  public PostgresAccess toDatabase(String other) {
    return new PostgresAccess(host, port, other, user, password);
  }

  /** Without the password, which does not belong into an address that is logged. */
  public String jdbcUrl() {
    return "jdbc:postgresql://%s:%d/%s".formatted(host, port, database);
  }

  @Override
  public String toString() {
    return "%s@%s:%d/%s".formatted(user, host, port, database);
  }
}
