package dev.verdict.coordinator.inbound.http;

import dev.verdict.contract.api.Page;
import dev.verdict.runtime.http.Call;
import dev.verdict.runtime.http.Fail;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where a page ended, as the client carries it around. */
final class Cursors {
  private Cursors() {}

  static int limit(Call call) {
    return call.number("limit", Page.DEFAULT_SIZE);
  }

  static @Nullable UUID id(Call call) {
    Optional<String> cursor = text(call);
    try {
      return cursor.map(UUID::fromString).orElse(null);
    } catch (IllegalArgumentException e) {
      throw wrong(call);
    }
  }

  static int number(Call call, int start) {
    try {
      return text(call).map(Integer::parseInt).orElse(start);
    } catch (NumberFormatException e) {
      throw wrong(call);
    }
  }

  static Optional<String> text(Call call) {
    try {
      return call.query("cursor")
          .map(cursor -> new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw wrong(call);
    }
  }

  static Fail wrong(Call call) {
    return Fail.badField(
        "query.cursor", call.query("cursor").orElse(""), "the next of the page before");
  }

  /** A full page may have one after it. */
  static <T> Page<T> page(List<T> items, int limit, Function<T, String> position) {
    if (items.size() < limit) {
      return new Page<>(items, null);
    }
    byte[] last = position.apply(items.get(items.size() - 1)).getBytes(StandardCharsets.UTF_8);
    return new Page<>(items, Base64.getUrlEncoder().withoutPadding().encodeToString(last));
  }
}
