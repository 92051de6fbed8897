package dev.verdict.contract.event;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where others reach this system, for links in events.
 *
 * @param origin such as {@code https://verdict.example.com}; absent when nobody has said so, and
 *     then events have no links
 */
public record PublicAddress(@Nullable String origin) {
  public static final PublicAddress UNKNOWN = new PublicAddress((String) null);

  /** Below it the coordinator serves the schemas, each as {@code {short name}.json}. */
  public static final String SCHEMAS = "/schemas/events/";

  public static PublicAddress of(URI uri) {
    String text = uri.toString();
    return new PublicAddress(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
  }

  @Nullable String schema(String shortName) {
    return origin == null ? null : origin + SCHEMAS + shortName + ".json";
  }

  @Nullable String artifact(@Nullable String id) {
    return origin == null || id == null ? null : origin + "/a/" + id;
  }
}
