package dev.verdict.reporter.inbound.http;

import dev.verdict.reporter.usecase.History.ResultPlace;
import dev.verdict.reporter.usecase.History.TimePlace;
import dev.verdict.reporter.usecase.failure.FailureHistory;
import dev.verdict.reporter.usecase.flaky.FlakyStore;
import dev.verdict.runtime.http.Fail;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Places in a list as a word that clients hand back and need not understand. */
public final class Cursors {
  private Cursors() {}

  public static String of(TimePlace place) {
    return word(place.time() + " " + place.id());
  }

  public static String of(ResultPlace place) {
    return word(place.run() + " " + place.sequence());
  }

  public static String of(FailureHistory.Place place) {
    return word(place.order() + " " + place.fingerprint());
  }

  public static String of(FlakyStore.Place place) {
    return word(place.probability() + " " + place.test());
  }

  public static FailureHistory.@Nullable Place failurePlace(Optional<String> cursor) {
    return read(
        cursor,
        parts -> new FailureHistory.Place(Long.parseLong(parts[0]), UUID.fromString(parts[1])));
  }

  public static FlakyStore.@Nullable Place flakyPlace(Optional<String> cursor) {
    return read(
        cursor,
        parts -> new FlakyStore.Place(Double.parseDouble(parts[0]), UUID.fromString(parts[1])));
  }

  public static @Nullable TimePlace timePlace(Optional<String> cursor) {
    return read(cursor, parts -> new TimePlace(Instant.parse(parts[0]), UUID.fromString(parts[1])));
  }

  public static @Nullable ResultPlace resultPlace(Optional<String> cursor) {
    return read(
        cursor, parts -> new ResultPlace(UUID.fromString(parts[0]), Long.parseLong(parts[1])));
  }

  private static String word(String place) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(place.getBytes(StandardCharsets.UTF_8));
  }

  private static <T> @Nullable T read(Optional<String> cursor, Function<String[], T> place) {
    if (cursor.isEmpty()) {
      return null;
    }
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(cursor.get());
      return place.apply(new String(bytes, StandardCharsets.UTF_8).split(" ", 2));
    } catch (RuntimeException e) {
      throw Fail.badField("query.cursor", cursor.get(), "the next of the page before");
    }
  }
}
