package dev.verdict.reporter.usecase.notify;

import dev.verdict.reports.message.RunNews;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What people are to be told, kept until they were.
 *
 * <pre>
 *  end of a run ──plan──▶ waiting ──claim, send──▶ sent
 *                            ▲  │
 *                            └──┴─ failed ──after a day, or refused──▶ parked ──retry──▶ waiting
 * </pre>
 */
public interface Notifications {
  /** Who is told, by rule and channel. */
  record Planned(String rule, String channel) {}

  /**
   * What goes out as one message.
   *
   * @param follows the messages in which these failures were first told, to the same people
   */
  record Claimed(
      UUID lease, String rule, UUID messageId, int tries, List<RunNews> news, List<UUID> follows) {}

  /** One in the list of what was sent. */
  record Entry(
      long id,
      String rule,
      String channel,
      UUID runId,
      String change,
      @Nullable String suite,
      @Nullable String branch,
      String state,
      OffsetDateTime createdAt,
      @Nullable OffsetDateTime nextTryAt,
      int tries,
      @Nullable OffsetDateTime lastTriedAt,
      @Nullable String lastError,
      @Nullable OffsetDateTime sentAt,
      @Nullable UUID messageId) {}

  /**
   * Decides about some of the runs that ended, in one transaction.
   *
   * @param window before it is sent, in which other runs join
   * @return how many
   */
  Future<Integer> plan(int most, Duration window, Function<RunNews, List<Planned>> plan);

  /** The same for what became of quarantined tests. */
  Future<Integer> planQuarantines(int most, Duration window, Function<RunNews, List<Planned>> plan);

  /** What is due on a channel, unless it had enough within the last minute. */
  Future<Optional<Claimed>> claim(String channel, Duration lease, int mostPerMinute);

  Future<Void> sent(Claimed claimed);

  /**
   * @param giveUp whether to park at once
   * @return how many are parked now
   */
  Future<Integer> failed(
      Claimed claimed, String why, Duration pause, boolean giveUp, Duration parkAfter);

  Future<List<Entry>> list(
      @Nullable String state, @Nullable String channel, @Nullable Long before, int limit);

  /** One that is parked waits again. False when there is none. */
  Future<Boolean> retry(long id);

  Future<Void> sweep(Duration keep);
}
