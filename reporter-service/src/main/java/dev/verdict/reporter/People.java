package dev.verdict.reporter;

import dev.verdict.reporter.inbound.http.badge.BadgeOperations;
import dev.verdict.reporter.inbound.http.notify.NotificationOperations;
import dev.verdict.reporter.outbound.people.ChatChannel;
import dev.verdict.reporter.outbound.people.IssueChannel;
import dev.verdict.reporter.outbound.people.MailChannel;
import dev.verdict.reporter.outbound.pg.badge.PgLatestRuns;
import dev.verdict.reporter.outbound.pg.notify.NewsOfRun;
import dev.verdict.reporter.outbound.pg.notify.PgNotifications;
import dev.verdict.reporter.usecase.CompletionSignals;
import dev.verdict.reporter.usecase.badge.AnswerBadge;
import dev.verdict.reporter.usecase.notify.Channel;
import dev.verdict.reporter.usecase.notify.NotificationLoop;
import dev.verdict.reporter.usecase.notify.TellPeople;
import dev.verdict.reporter.usecase.telling.CiSystems;
import dev.verdict.reports.message.DiscordMessage;
import dev.verdict.reports.message.Message;
import dev.verdict.reports.message.SlackMessage;
import dev.verdict.reports.message.TeamsMessage;
import dev.verdict.runtime.http.Operations;
import dev.verdict.runtime.pg.Database;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Badges and notifications, wired by hand. */
final class People {
  private static final Map<String, Function<Message, String>> FORMS =
      Map.of(
          "slack", SlackMessage::of,
          "teams", TeamsMessage::of,
          "discord", DiscordMessage::of);
  private static final int CONNECTIONS = 4;
  private static final int MOST_WAITING = 100;

  private final PeopleSettings settings;
  private final Database database;
  private final Clock clock;
  private final HttpClient client;
  private final @Nullable MailChannel mail;
  private final PgNotifications notifications;
  private final TellPeople people;
  private final NotificationLoop loop;

  People(
      Vertx vertx,
      PeopleSettings settings,
      Optional<URI> publicUrl,
      Database database,
      Clock clock,
      CompletionSignals signals,
      CiSystems systems) {
    this.settings = settings;
    this.database = database;
    this.clock = clock;
    NotificationSettings told = settings.notifications();
    client =
        vertx.createHttpClient(
            new HttpClientOptions().setVerifyHost(true),
            new PoolOptions().setHttp1MaxSize(CONNECTIONS).setMaxWaitQueueSize(MOST_WAITING));
    mail = told.mail().map(server -> new MailChannel(vertx, server, told.timeout())).orElse(null);
    notifications = new PgNotifications(database, new NewsOfRun(publicUrl));
    people =
        new TellPeople(notifications, told.rules(), channels(told, systems), pace(told), clock);
    loop = new NotificationLoop(vertx, people);
    signals.tellEach(run -> loop.wake());
  }

  private List<Channel> channels(NotificationSettings told, CiSystems systems) {
    List<Channel> channels = new ArrayList<>();
    if (mail != null) {
      channels.add(mail);
    }
    told.issue()
        .ifPresent(
            issue ->
                channels.add(
                    // Looking for its mark takes some calls.
                    new IssueChannel(systems, issue, told.timeout().multipliedBy(2), clock)));
    told.webhooks()
        .forEach(
            (name, url) ->
                channels.add(
                    new ChatChannel(
                        name,
                        url,
                        FORMS.getOrDefault(name, SlackMessage::of),
                        client,
                        told.timeout())));
    return channels;
  }

  private static TellPeople.Pace pace(NotificationSettings told) {
    Duration lease = told.timeout().multipliedBy(3).plusSeconds(10);
    return new TellPeople.Pace(
        told.window(), told.perMinute(), told.parkAfter(), lease, told.retention(), told.maxAge());
  }

  void addTo(Operations operations) {
    new BadgeOperations(
            new AnswerBadge(new PgLatestRuns(database), settings.badgeBranches()),
            settings.publicBadges())
        .addTo(operations);
    new NotificationOperations(notifications, people, clock).addTo(operations);
  }

  void start() {
    loop.start();
  }

  Future<Void> stop() {
    return loop.stop()
        .transform(stopped -> client.close())
        .transform(closed -> mail == null ? Future.<Void>succeededFuture() : mail.close());
  }
}
