package dev.verdict.embedded;

import java.nio.file.Path;

/**
 * What can be chosen about an embedded PostgreSQL.
 *
 * @param directory its own, kept between starts
 * @param port 0 for the last one, or any that is free
 * @param database is made with a new cluster
 * @param durable false is faster, and loses the data when the machine (not the process) dies
 * @param cache where the programs are unpacked, once for all directories
 */
public record PostgresOptions(
    Path directory, int port, String database, boolean durable, Path cache) {

  public PostgresOptions {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("port: " + port + " (expected: 0 to 65535)");
    }
    if (!database.matches("[a-z_][a-z0-9_]{0,62}")) {
      throw new IllegalArgumentException(
          "database: " + database + " (expected: small letters, digits and _)");
    }
    directory = directory.toAbsolutePath().normalize();
  }

  public static PostgresOptions in(Path directory) {
    return new PostgresOptions(directory, 0, "verdict", true, cacheOf(directory));
  }

  public PostgresOptions withPort(int newPort) {
    return new PostgresOptions(directory, newPort, database, durable, cache);
  }

  public PostgresOptions withDatabase(String newDatabase) {
    return new PostgresOptions(directory, port, newDatabase, durable, cache);
  }

  public PostgresOptions withoutDurability() {
    return new PostgresOptions(directory, port, database, false, cache);
  }

  public PostgresOptions withCache(Path newCache) {
    return new PostgresOptions(directory, port, database, durable, newCache);
  }

  /** In the user's home; without one (some containers) in the data directory, never in /tmp. */
  private static Path cacheOf(Path directory) {
    var home = Path.of(System.getProperty("user.home", "?"));
    return home.isAbsolute() && home.toFile().canWrite()
        ? home.resolve(".cache").resolve("verdict")
        : directory.toAbsolutePath().resolve("programs");
  }
}
