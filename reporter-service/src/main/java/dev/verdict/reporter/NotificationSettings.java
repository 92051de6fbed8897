package dev.verdict.reporter;

import dev.verdict.reporter.domain.notify.NotificationRule;
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

/**
 * Who is told when a run ends, and how.
 *
 * @param webhooks of the chat systems that are set up, by channel
 * @param window in which runs become one message
 * @param perMinute messages of one channel
 * @param maxAge nobody is told of a run that ended longer ago, as when history is read anew
 */
public record NotificationSettings(
    List<NotificationRule> rules,
    Optional<MailServer> mail,
    Map<String, Secret> webhooks,
    Duration window,
    int perMinute,
    Duration parkAfter,
    Duration retention,
    Duration timeout,
    Duration maxAge) {
  static final String EMAIL = "email";
  static final List<String> CHATS = List.of("slack", "teams", "discord");
  static final NotificationSettings NONE =
      new NotificationSettings(
          List.of(),
          Optional.empty(),
          Map.of(),
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
      if (!channel.equals(EMAIL) && !CHATS.contains(channel)) {
        reader.mistake("notification_channels", channel, "some of email, slack, teams, discord");
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
        reader.duration(
            "notifications.group_window", NONE.window, Duration.ZERO, Duration.ofHours(1)),
        reader.number("notifications.per_minute", NONE.perMinute, 1, 1_000),
        reader.duration("notifications.park_after", NONE.parkAfter),
        reader.duration("notifications.retention", NONE.retention),
        reader.duration(
            "notifications.timeout", NONE.timeout, Duration.ofMillis(100), Duration.ofMinutes(1)),
        reader.duration("notifications.max_age", NONE.maxAge));
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
