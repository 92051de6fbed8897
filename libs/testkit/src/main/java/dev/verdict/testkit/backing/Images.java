package dev.verdict.testkit.backing;

/** Which images the containers are made of; a mirror can be named by a system property. */
final class Images {
  static final String POSTGRES =
      System.getProperty("verdict.backing.postgres_image", "postgres:17-alpine");
  static final String KAFKA =
      System.getProperty("verdict.backing.kafka_image", "apache/kafka:4.3.1");

  private Images() {}
}
