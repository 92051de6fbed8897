package dev.verdict.reporter.inbound.http;

import dev.verdict.contract.api.Page;
import dev.verdict.runtime.http.Call;
import dev.verdict.runtime.http.Fail;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Parameters that several operations have. */
final class Queries {
  private Queries() {}

  static int limit(Call call) {
    return call.number("limit", Page.DEFAULT_SIZE);
  }

  static @Nullable String text(Call call, String name) {
    return call.query(name).orElse(null);
  }

  static @Nullable UUID uuid(Call call, String name) {
    String text = text(call, name);
    try {
      return text == null ? null : UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw Fail.badField("query." + name, text, "a UUID");
    }
  }

  /** A day stands for its first moment in UTC. */
  static @Nullable Instant time(Call call, String name) {
    String text = text(call, name);
    if (text == null) {
      return null;
    }
    try {
      return text.length() == "2026-11-20".length()
          ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
          : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw Fail.badField(
          "query." + name, text, "a time as in 2026-11-20T10:00:00Z, or a day as in 2026-11-20");
    }
  }

  /**
   * A page of rows.
   *
   * @param oneMore up to one row more than the page shall have, which tells whether there is a next
   *     page
   */
  static <T> Page<T> page(List<T> oneMore, int limit, Function<T, String> cursorOf) {
    if (oneMore.size() <= limit) {
      return new Page<>(oneMore, null);
    }
    List<T> items = oneMore.subList(0, limit);
    return new Page<>(items, cursorOf.apply(items.getLast()));
  }
}
