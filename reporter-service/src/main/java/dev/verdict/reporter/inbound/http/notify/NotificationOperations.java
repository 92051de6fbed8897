package dev.verdict.reporter.inbound.http.notify;

import dev.verdict.contract.api.Page;
import dev.verdict.reporter.usecase.notify.Channel;
import dev.verdict.reporter.usecase.notify.Channel.Outcome;
import dev.verdict.reporter.usecase.notify.Envelope;
import dev.verdict.reporter.usecase.notify.Notifications;
import dev.verdict.reporter.usecase.notify.Notifications.Entry;
import dev.verdict.reporter.usecase.notify.TellPeople;
import dev.verdict.reports.message.Change;
import dev.verdict.reports.message.Message;
import dev.verdict.reports.message.Samples;
import dev.verdict.reports.message.Template;
import dev.verdict.reports.message.Wording;
import dev.verdict.runtime.access.Scope;
import dev.verdict.runtime.http.Call;
import dev.verdict.runtime.http.Fail;
import dev.verdict.runtime.http.Operations;
import dev.verdict.runtime.http.Reply;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/notifications}: what was sent, once more, and a try. */
public final class NotificationOperations {
  private static final String NO_LINK = "https://verdict.invalid/";

  private final Notifications notifications;
  private final TellPeople people;
  private final Clock clock;

  public NotificationOperations(Notifications notifications, TellPeople people, Clock clock) {
    this.notifications = notifications;
    this.people = people;
    this.clock = clock;
  }

  /** What to try. */
  record Try(@Nullable String channel, @Nullable String change) {}

  /** What came of it. */
  record Tried(String channel, String outcome, @Nullable String why) {}

  public void addTo(Operations operations) {
    operations
        .handle("listNotifications", Scope.READ, this::list)
        .handle("retryNotification", Scope.ADMIN, this::retry)
        .handle("testNotification", Scope.ADMIN, Try.class, (call, wanted) -> test(wanted));
  }

  private Future<Reply> list(Call call) {
    int limit = call.number("limit", Page.DEFAULT_SIZE);
    Long before = call.query("cursor").map(NotificationOperations::id).orElse(null);
    return notifications
        .list(
            call.query("state").orElse(null), call.query("channel").orElse(null), before, limit + 1)
        .map(
            entries -> {
              boolean more = entries.size() > limit;
              List<Entry> page = more ? entries.subList(0, limit) : entries;
              return Reply.json(
                  200, new Page<>(page, more ? String.valueOf(page.getLast().id()) : null));
            });
  }

  private Future<Reply> retry(Call call) {
    String text = call.path("id");
    long id = id(text);
    return notifications
        .retry(id)
        .map(
            there -> {
              if (!there) {
                throw Fail.notFound("parked notification", text);
              }
              return Reply.empty(202);
            });
  }

  private static long id(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw Fail.badField("id", text, "a number");
    }
  }

  private Future<Reply> test(Try wanted) {
    List<String> known = people.channels();
    String asked = wanted.channel();
    if (asked != null && !known.contains(asked)) {
      throw Fail.badField("channel", asked, "one that is set up: " + known);
    }
    if (known.isEmpty()) {
      throw Fail.unprocessable("no channel is set up (expected: notification_channels)");
    }
    Change change = wanted.change() == null ? Change.FIRST_FAILURE : Change.of(wanted.change());
    List<Future<Tried>> tried =
        (asked == null ? known : List.of(asked)).stream().map(name -> test(name, change)).toList();
    return Future.all(tried).map(all -> Reply.json(200, new Page<>(all.<Tried>list(), null)));
  }

  private Future<Tried> test(String name, Change change) {
    Channel channel = people.channel(name).orElseThrow();
    Message sample =
        Wording.of(List.of(Samples.run(change, NO_LINK, clock.instant())), Template.DEFAULT);
    Message message =
        new Message(
            "Test message, nothing happened. " + sample.headline(),
            Message.Tone.NEUTRAL,
            sample.body(),
            sample.facts(),
            sample.items(),
            sample.left(),
            List.of());
    return channel
        .send(message, Envelope.of(UUID.randomUUID()))
        .map(
            outcome ->
                switch (outcome) {
                  case Outcome.Sent sent -> new Tried(name, "sent", null);
                  case Outcome.Later later -> new Tried(name, "failed", later.why());
                  case Outcome.Refused refused -> new Tried(name, "refused", refused.why());
                });
  }
}
