package dev.verdict.reporter.usecase.notify;

import dev.verdict.reporter.domain.notify.NotificationRule;
import dev.verdict.reporter.usecase.notify.Channel.Outcome;
import dev.verdict.reporter.usecase.notify.Notifications.Claimed;
import dev.verdict.reporter.usecase.notify.Notifications.Planned;
import dev.verdict.reports.message.RunNews;
import dev.verdict.reports.message.Template;
import dev.verdict.reports.message.Wording;
import dev.verdict.runtime.logging.Masking;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One step at a time: decide who is told of what has ended, and send what is due. */
public final class TellPeople {
  private static final Logger LOG = LoggerFactory.getLogger(TellPeople.class);
  private static final int ENDINGS = 20;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);
  private static final int LONGEST_ERROR = 500;

  /**
   * How it is done.
   *
   * @param window in which runs become one message
   * @param perMinute messages of one channel
   * @param parkAfter so long it is tried
   * @param lease longer than any try
   * @param maxAge of the end of a run that is told
   */
  public record Pace(
      Duration window,
      int perMinute,
      Duration parkAfter,
      Duration lease,
      Duration keep,
      Duration maxAge) {}

  private final Notifications notifications;
  private final List<NotificationRule> rules;
  private final Map<String, Channel> channels = new LinkedHashMap<>();
  private final Pace pace;
  private final Clock clock;

  public TellPeople(
      Notifications notifications,
      List<NotificationRule> rules,
      List<Channel> all,
      Pace pace,
      Clock clock) {
    this.notifications = notifications;
    this.rules = List.copyOf(rules);
    all.forEach(channel -> channels.put(channel.name(), channel));
    this.pace = pace;
    this.clock = clock;
  }

  public List<String> channels() {
    return List.copyOf(channels.keySet());
  }

  public Optional<Channel> channel(String name) {
    return Optional.ofNullable(channels.get(name));
  }

  /** True when there may be more. */
  public Future<Boolean> plan() {
    return notifications
        .plan(ENDINGS, pace.window(), this::planned)
        .compose(
            runs ->
                notifications
                    .planQuarantines(ENDINGS, pace.window(), this::planned)
                    .map(tests -> runs == ENDINGS || tests == ENDINGS));
  }

  private List<Planned> planned(RunNews run) {
    if (run.endedAt().isBefore(clock.instant().minus(pace.maxAge()))) {
      return List.of();
    }
    List<Planned> planned = new ArrayList<>();
    for (NotificationRule rule : rules) {
      if (rule.wants(run)) {
        rule.channels().forEach(channel -> planned.add(new Planned(rule.name(), channel)));
      }
    }
    return planned;
  }

  /** True when something was due. */
  public Future<Boolean> send(String channel) {
    return notifications
        .claim(channel, pace.lease(), pace.perMinute())
        .compose(
            claimed ->
                claimed.isEmpty()
                    ? Future.succeededFuture(false)
                    : send(channel, claimed.get()).map(true));
  }

  private Future<Void> send(String name, Claimed claimed) {
    Channel channel = channels.get(name);
    Optional<NotificationRule> rule =
        rules.stream().filter(one -> one.name().equals(claimed.rule())).findFirst();
    if (channel == null || rule.isEmpty()) {
      String why = "rule: " + claimed.rule() + " (expected: one that is configured)";
      return failed(name, claimed, new Outcome.Later(why, null));
    }
    Template template = rule.get().template();
    return channel
        .send(
            Wording.of(claimed.news(), template),
            new Envelope(claimed.messageId(), claimed.follows(), rule.get().recipients()))
        .otherwise(failure -> new Outcome.Later(String.valueOf(failure), null))
        .compose(
            outcome ->
                outcome instanceof Outcome.Sent
                    ? notifications.sent(claimed)
                    : failed(name, claimed, outcome));
  }

  private Future<Void> failed(String channel, Claimed claimed, Outcome outcome) {
    boolean refused = outcome instanceof Outcome.Refused;
    String why =
        outcome instanceof Outcome.Refused no
            ? no.why()
            : outcome instanceof Outcome.Later later ? later.why() : "";
    Duration asked = outcome instanceof Outcome.Later later ? later.pause() : null;
    Duration pause = asked == null ? pause(claimed.tries()) : asked;
    String told = Masking.mask(why);
    String error = told.length() > LONGEST_ERROR ? told.substring(0, LONGEST_ERROR) : told;
    return notifications
        .failed(claimed, error, pause, refused, pace.parkAfter())
        .onSuccess(
            parked ->
                LOG.warn(
                    "{} message about {} runs {}: {}",
                    channel,
                    claimed.news().size(),
                    parked > 0 ? "is given up" : "is tried again in " + pause.toSeconds() + " s",
                    error))
        .mapEmpty();
  }

  /** Twice as long each time, up to a bound, and a little by chance. */
  static Duration pause(int tries) {
    long seconds =
        Math.min(
            LONGEST_PAUSE.toSeconds(),
            FIRST_PAUSE.toSeconds() << Math.min(10, Math.max(0, tries - 1)));
    return Duration.ofMillis(seconds * 1_000 + ThreadLocalRandom.current().nextLong(seconds * 200));
  }

  public Future<Void> sweep() {
    return notifications.sweep(pace.keep());
  }
}
