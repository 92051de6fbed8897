package dev.verdict.runtime.http;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the parts answered: up, degraded if only parts are down that are not required, or down. */
public record HealthReport(String status, Map<String, Part> parts) {
  public static final String UP = "up";
  public static final String DEGRADED = "degraded";
  public static final String DOWN = "down";

  /** One part. */
  public record Part(String status, boolean required, long millis, @Nullable String detail) {
    boolean isDown() {
      return DOWN.equals(status);
    }
  }

  static HealthReport of(Map<String, Part> parts) {
    boolean down = parts.values().stream().anyMatch(part -> part.required() && part.isDown());
    boolean degraded = parts.values().stream().anyMatch(Part::isDown);
    return new HealthReport(down ? DOWN : degraded ? DEGRADED : UP, parts);
  }

  public boolean serving() {
    return !DOWN.equals(status);
  }
}
