package dev.verdict.reporter;

import dev.verdict.reporter.domain.notify.NotificationRule;
import dev.verdict.reporter.outbound.people.IssueChannel;
import dev.verdict.reporter.outbound.people.IssueChannel.Issue;
import dev.verdict.reporter.outbound.people.MailServer;
import dev.verdict.reports.message.Template;
import dev.verdict.runtime.settings.Secret;
import dev.verdict.runtime.settings.SettingsReader;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Who is told when a run ends, and how.
 *
 * @param webhooks of the chat systems that are set up, by channel
 * @param issue at GitHub that is told in comments
 * @param window in which runs become one message
 * @param perMinute messages of one channel
 * @param maxAge nobody is told of a run that ended longer ago, as when history is read anew
 */
public record NotificationSettings(
    List<NotificationRule> rules,
    Optional<MailServer> mail,
    Map<String, Secret> webhooks,
    Optional<Issue> issue,
    Duration window,
    int perMinute,
    Duration parkAfter,
    Duration retention,
    Duration timeout,
    Duration maxAge) {
  static final String EMAIL = "email";
  private static final Pattern REPOSITORY = Pattern.compile("[\\w.-]{1,100}/[\\w.-]{1,100}");
  static final List<String> CHATS = List.of("slack", "teams", "discord");
  static final NotificationSettings NONE =
      new NotificationSettings(
          List.of(),
          Optional.empty(),
          Map.of(),
          Optional.empty(),
          Duration.ofSeconds(10),
          20,
          Duration.ofDays(1),
          Duration.ofDays(30),
          Duration.ofSeconds(10),
          Duration.ofDays(1));

  static NotificationSettings from(SettingsReader reader) {
    boolean enabled = reader.flag("enable_notifications", false);
    boolean failuresOnly = reader.flag("notification_on_failure_only", true);
    List<String> channels =
        reader.list("notification_channels", List.of()).stream()
            .map(name -> name.strip().toLowerCase(Locale.ROOT))
            .toList();
    for (String channel : channels) {
      boolean known =
          channel.equals(EMAIL) || channel.equals(IssueChannel.NAME) || CHATS.contains(channel);
      if (!known) {
        reader.mistake(
            "notification_channels", channel, "some of email, slack, teams, discord, github");
      }
    }
    Set<String> used = Set.copyOf(channels);
    Template template = template(reader);
    List<NotificationRule> rules = NotificationRules.read(reader, channels, failuresOnly, template);
    Optional<MailServer> mail = MailSettings.from(reader, enabled && used.contains(EMAIL));
    Map<String, Secret> webhooks = webhooks(reader, enabled, used);
    return new NotificationSettings(
        enabled ? rules : List.of(),
        enabled ? mail : Optional.empty(),
        enabled ? webhooks : Map.of(),
        issue(reader, enabled && used.contains(IssueChannel.NAME)),
        reader.duration(
            "notifications.group_window", NONE.window, Duration.ZERO, Duration.ofHours(1)),
        reader.number("notifications.per_minute", NONE.perMinute, 1, 1_000),
        reader.duration("notifications.park_after", NONE.parkAfter),
        reader.duration("notifications.retention", NONE.retention),
        reader.duration(
            "notifications.timeout", NONE.timeout, Duration.ofMillis(100), Duration.ofMinutes(1)),
        reader.duration("notifications.max_age", NONE.maxAge));
  }

  /**
   * @param needed whether the issue is a channel that is used
   */
  private static Optional<Issue> issue(SettingsReader reader, boolean needed) {
    String prefix = "notifications.github.";
    Optional<String> repository = reader.text(prefix + "repository").optional();
    int number = reader.number(prefix + "issue", 0, 0, Integer.MAX_VALUE);
    if (!needed) {
      return Optional.empty();
    }
    if (repository.filter(name -> REPOSITORY.matcher(name).matches()).isEmpty()) {
      reader.mistake(prefix + "repository", repository.orElse(null), "owner/name");
    }
    if (number == 0) {
      reader.mistake(prefix + "issue", null, "the number of an issue");
    }
    return repository.map(name -> new Issue(name, number));
  }

  private static Template template(SettingsReader reader) {
    String text = reader.text("notifications.template").orElse("default");
    try {
      return Template.of(text);
    } catch (IllegalArgumentException e) {
      reader.mistake("notifications.template", text, String.valueOf(e.getMessage()));
      return Template.DEFAULT;
    }
  }

  private static Map<String, Secret> webhooks(
      SettingsReader reader, boolean enabled, Set<String> used) {
    boolean allowHttp = reader.flag("notifications.allow_http", false);
    Map<String, Secret> webhooks = new LinkedHashMap<>();
    for (String chat : CHATS) {
      String key = "notifications." + chat + ".webhook_url";
      Optional<Secret> url = reader.secret(key).optional();
      if (!used.contains(chat)) {
        continue;
      }
      if (url.isEmpty()) {
        if (enabled) {
          reader.mistake(key, null, "the secret URL at which " + chat + " takes messages");
        }
        continue;
      }
      if (!isAddress(url.get().reveal(), allowHttp)) {
        reader.mistake(key, null, allowHttp ? "an http or https URL" : "an https URL");
      }
      webhooks.put(chat, url.get());
    }
    return webhooks;
  }

  private static boolean isAddress(String text, boolean allowHttp) {
    try {
      URI url = URI.create(text.strip());
      String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
      return url.getHost() != null
          && url.getUserInfo() == null
          && (scheme.equals("https") || (allowHttp && scheme.equals("http")));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
