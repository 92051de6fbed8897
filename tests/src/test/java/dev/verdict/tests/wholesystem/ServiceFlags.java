package dev.verdict.tests.wholesystem;

import dev.verdict.embedded.PostgresAccess;
import java.util.LinkedHashMap;
import java.util.Map;

/** Settings of a service, as its command line has them: where its servers are. */
public final class ServiceFlags {
  private ServiceFlags() {}

  /** Can be added to. */
  public static Map<String, String> of(String kafka) {
    Map<String, String> flags = new LinkedHashMap<>();
    flags.put("kafka.bootstrap_servers", kafka);
    return flags;
  }

  /** Can be added to. */
  public static Map<String, String> of(PostgresAccess database, String kafka) {
    Map<String, String> flags = of(kafka);
    flags.put("postgres.host", database.host());
    flags.put("postgres.port", Integer.toString(database.port()));
    flags.put("postgres.database", database.database());
    flags.put("postgres.user", database.user());
    flags.put("postgres.password", database.password());
    flags.put("postgres.ssl_mode", "disable");
    flags.put("postgres.pool_size", "4");
    return flags;
  }
}
