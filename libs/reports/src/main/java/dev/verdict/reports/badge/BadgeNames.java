package dev.verdict.reports.badge;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What badges are called, and what stands on them. */
public final class BadgeNames {
  public static final String COMBINED = "combined";
  public static final String COVERAGE = "coverage";
  private static final String STATUS = "-status";
  private static final Map<String, String> LABELS = labels();

  private BadgeNames() {}

  private static Map<String, String> labels() {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put(COMBINED, "tests");
    labels.put("integration", "integration tests");
    labels.put("fault", "fault tolerance tests");
    labels.put("monitoring", "monitoring tests");
    labels.put("stress", "stress tests");
    labels.put(COVERAGE, COVERAGE);
    return labels;
  }

  /** Those that have a name of their own. */
  public static List<String> all() {
    return List.copyOf(LABELS.keySet());
  }

  /** {@code integration-status} and {@code integration} are the same. */
  public static String plain(String name) {
    return name.endsWith(STATUS) && name.length() > STATUS.length()
        ? name.substring(0, name.length() - STATUS.length())
        : name;
  }

  public static String label(String name) {
    return LABELS.getOrDefault(name, name);
  }

  /** Of the files for a repository: {@code combined-status}, but {@code coverage}. */
  public static String file(String name) {
    return name.equals(COVERAGE) ? name : name + STATUS;
  }
}
