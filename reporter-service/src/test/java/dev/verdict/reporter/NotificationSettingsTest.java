package dev.verdict.reporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdict.reporter.outbound.people.IssueChannel.Issue;
import dev.verdict.reports.message.Change;
import dev.verdict.reports.message.Template;
import dev.verdict.runtime.settings.SettingsReader;
import dev.verdict.runtime.settings.SettingsSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NotificationSettingsTest {
  private static final String HOOK = "https://hooks.slack.com/services/T0/B0/very-secret";

  private static NotificationSettings read(Map<String, String> settings) {
    SettingsReader reader =
        new SettingsReader(SettingsSource.of(Map.of(), Optional.empty(), settings));
    NotificationSettings read = NotificationSettings.from(reader);
    reader.check();
    return read;
  }

  @Test
  void nobodyIsToldByDefault() {
    NotificationSettings none = read(Map.of());
    assertThat(none.rules()).isEmpty();
    assertThat(none.webhooks()).isEmpty();
    assertThat(none.mail()).isEmpty();
  }

  @Test
  void theOptionsOfTheSeedAreEnough() {
    NotificationSettings told =
        read(
            Map.of(
                "enable_notifications", "true",
                "notification_channels", "slack,email",
                "notifications.slack.webhook_url", HOOK,
                "notifications.email.smtp_server", "mail.example.org",
                "notifications.email.from_address", "verdict@example.org",
                "notifications.email.recipients", "a@example.org,b@example.org"));
    assertThat(told.rules()).hasSize(1);
    assertThat(told.rules().getFirst().channels()).containsExactly("slack", "email");
    assertThat(told.rules().getFirst().events())
        .containsExactlyInAnyOrder(
            Change.FIRST_FAILURE, Change.STILL_FAILING, Change.QUARANTINE_BROKEN);
    assertThat(told.mail().orElseThrow().port()).isEqualTo(587);
    assertThat(told.mail().orElseThrow().recipients()).hasSize(2);
    assertThat(told.toString()).doesNotContain("very-secret");
  }

  @Test
  void rulesNarrow() {
    NotificationSettings told =
        read(
            Map.of(
                "enable_notifications",
                "true",
                "notification_channels",
                "slack",
                "notifications.slack.webhook_url",
                HOOK,
                "notifications.rules",
                "[{\"name\":\"team\",\"events\":[\"failure\",\"fixed\"],\"branches\":\"release/*\","
                    + "\"template\":\"minimal\"},{\"name\":\"all\",\"events\":[\"all\"]}]"));
    assertThat(told.rules()).extracting("name").containsExactly("team", "all");
    assertThat(told.rules().getFirst().events())
        .containsExactlyInAnyOrder(Change.FIRST_FAILURE, Change.STILL_FAILING, Change.FIXED);
    assertThat(told.rules().getFirst().template()).isEqualTo(Template.MINIMAL);
    assertThat(told.rules().getFirst().branches()).containsExactly("release/*");
  }

  @Test
  void allMistakesAreToldAndNoSecret() {
    assertThatThrownBy(
            () ->
                read(
                    Map.of(
                        "enable_notifications", "true",
                        "notification_channels", "slack,pigeon,email,teams",
                        "notifications.slack.webhook_url", "http://hooks.example.org/very-secret",
                        "notifications.template", "{{passwords}}",
                        "notifications.email.smtp_server", "mail.example.org",
                        "notifications.email.from_address", "a@b\r\nBcc: c@example.org",
                        "notifications.email.recipients", "x",
                        "notifications.rules",
                            "[{\"event\":[]},{\"name\":\"a\",\"events\":[\"on\"]}]")))
        .hasMessageContaining("pigeon")
        .hasMessageContaining("an https URL")
        .hasMessageContaining("notifications.teams.webhook_url")
        .hasMessageContaining("{{passwords}}")
        .hasMessageContaining("from_address")
        .hasMessageContaining("recipients")
        .hasMessageContaining("notifications.rules")
        .hasMessageNotContaining("very-secret");
  }

  @Test
  void aPasswordIsNeverSentInTheClear() {
    assertThatThrownBy(
            () ->
                read(
                    Map.of(
                        "enable_notifications", "true",
                        "notification_channels", "email",
                        "notifications.email.smtp_server", "mail.example.org",
                        "notifications.email.from_address", "a@example.org",
                        "notifications.email.recipients", "b@example.org",
                        "notifications.email.username", "verdict",
                        "notifications.email.password", "very-secret",
                        "notifications.email.security", "none")))
        .hasMessageContaining("notifications.email.security");
  }

  @Test
  void anIssueNeedsItsRepositoryAndItsNumber() {
    Map<String, String> on =
        Map.of("enable_notifications", "true", "notification_channels", "github");
    assertThatThrownBy(() -> read(on))
        .hasMessageContaining("notifications.github.repository")
        .hasMessageContaining("notifications.github.issue");
    Map<String, String> whole = new java.util.HashMap<>(on);
    whole.put("notifications.github.repository", "acme/shop");
    whole.put("notifications.github.issue", "4711");
    assertThat(read(whole).issue()).contains(new Issue("acme/shop", 4711));
  }
}
