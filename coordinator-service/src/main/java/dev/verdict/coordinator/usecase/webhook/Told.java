package dev.verdict.coordinator.usecase.webhook;

import dev.verdict.coordinator.domain.trigger.EventFacts;
import dev.verdict.plugin.webhook.InboundRequest;
import dev.verdict.plugin.webhook.WebhookDialect;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an event says happened, without the words in which it says it: a delivery, and what its CI
 * system tells later of the same, have this in common.
 *
 * @param key of what happened to what
 * @param at when a run ended; null where that is not told
 */
public record Told(String key, @Nullable Instant at) {
  private static final char BETWEEN = '\0';

  /** Of all events of a delivery, in an order that is the same for all who lock them. */
  static List<Told> in(WebhookDialect dialect, InboundRequest request) {
    List<Told> told = new ArrayList<>();
    dialect
        .read(request)
        .forEach(
            event ->
                EventFacts.of(dialect.provider(), event).ifPresent(facts -> told.add(of(facts))));
    return told.stream().distinct().sorted(Comparator.comparing(Told::key)).toList();
  }

  static Told of(EventFacts event) {
    EventFacts.CiRun run = event.ciRun();
    if (run != null) {
      // Not of which repository: some of what a CI system sends of a run does not say it.
      Instant ended = run.finished() ? run.finishedAt() : null;
      return new Told(
          digest(event.kind().word(), run.id(), run.finished() ? "" : run.word()),
          ended == null ? null : ended.truncatedTo(ChronoUnit.SECONDS));
    }
    return new Told(
        switch (event.kind()) {
          case PUSH, TAG ->
              digest(
                  event.kind().word(),
                  event.repository().toLowerCase(Locale.ROOT),
                  event.branch(),
                  event.tag(),
                  event.sha());
          default ->
              digest(
                  event.kind().word(),
                  event.repository().toLowerCase(Locale.ROOT),
                  event.number(),
                  event.action(),
                  event.sha(),
                  event.sender(),
                  event.text(),
                  String.valueOf(event.url()),
                  String.join(",", event.labels()));
        },
        null);
  }

  /**
   * Whether it is the same that another delivery told.
   *
   * @param id the sender's of this one
   */
  boolean isSame(LostDeliveries.Known other, Optional<String> id) {
    boolean sameTime = at == null || other.at() == null || at.equals(other.at());
    boolean sameId =
        id.isEmpty() || other.deliveryId() == null || Objects.equals(id.get(), other.deliveryId());
    return key.equals(other.key()) && sameTime && sameId;
  }

  private static String digest(String... parts) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      for (String part : parts) {
        sha256.update((part + BETWEEN).getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(sha256.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
