package dev.verdict.embedded;

import java.util.Locale;

/** What this machine is, in the words of those who build PostgreSQL for it. */
record Platform(String system, String architecture) {

  static Platform current() {
    return of(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
  }

  static Platform of(String osName, String osArch) {
    return new Platform(system(osName), architecture(osArch));
  }

  String archive() {
    return "postgres-%s-%s.txz".formatted(system, architecture);
  }

  boolean isLinux() {
    return system.equals("linux");
  }

  private static String system(String name) {
    var lower = name.toLowerCase(Locale.ROOT);
    if (lower.startsWith("linux")) {
      return "linux";
    }
    if (lower.startsWith("mac")) {
      return "darwin";
    }
    throw new CannotStart(
        "platform: %s has no embedded PostgreSQL (expected: Linux or macOS; elsewhere give Verdict"
                .formatted(name)
            + " a PostgreSQL and a Kafka of your own)");
  }

  private static String architecture(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "amd64", "x86_64" -> "x86_64";
      case "aarch64", "arm64" -> "arm_64";
      default ->
          throw new CannotStart(
              "platform: no embedded PostgreSQL for %s (expected: amd64 or aarch64)"
                  .formatted(name));
    };
  }
}
