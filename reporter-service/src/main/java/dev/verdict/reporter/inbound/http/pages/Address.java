package dev.verdict.reporter.inbound.http.pages;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Addresses of pages. What a view is filtered by stands in it, so that it can be shared. */
final class Address {
  private final String path;
  private final Map<String, String> query = new LinkedHashMap<>();

  private Address(String path) {
    this.path = path;
  }

  static Address of(String path) {
    return new Address(path);
  }

  static String run(UUID run) {
    return "/runs/" + run;
  }

  static String task(UUID run, UUID task) {
    return "/runs/" + run + "/tasks/" + task;
  }

  static String test(UUID key) {
    return "/tests/" + key;
  }

  /** Absent and empty ones are left out. */
  Address with(String name, @Nullable String value) {
    if (value == null || value.isEmpty()) {
      query.remove(name);
    } else {
      query.put(name, value);
    }
    return this;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(path);
    char joint = '?';
    for (Map.Entry<String, String> each : query.entrySet()) {
      text.append(joint)
          .append(encoded(each.getKey()))
          .append('=')
          .append(encoded(each.getValue()));
      joint = '&';
    }
    return text.toString();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
