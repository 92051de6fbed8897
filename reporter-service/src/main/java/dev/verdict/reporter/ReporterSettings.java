package dev.verdict.reporter;

import dev.verdict.contract.Topics;
import dev.verdict.runtime.settings.KafkaSettings;
import dev.verdict.runtime.settings.PostgresSettings;
import dev.verdict.runtime.settings.SettingsReader;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * What the reporter can be told.
 *
 * @param topic where the events of runs are
 * @param group the reporters that share the work
 * @param batch the most events in one transaction
 * @param readers how many read side by side, each some of the partitions
 * @param keepHistory after which a run is forgotten
 * @param publicUrl where users find this system, if it is not where they asked
 * @param people badges and notifications
 * @param insights what is made of runs that have ended
 * @param dashboard of the pages for people
 * @param telling how runs are told in their CI systems
 */
public record ReporterSettings(
    PostgresSettings postgres,
    KafkaSettings kafka,
    String topic,
    String group,
    int batch,
    int readers,
    Duration keepHistory,
    Optional<URI> publicUrl,
    PeopleSettings people,
    InsightSettings insights,
    DashboardSettings dashboard,
    TellingSettings telling) {
  public static final int DEFAULT_BATCH = 3_000;

  /** One decodes while the other writes. */
  public static final int DEFAULT_READERS = 2;

  private static final int DEFAULT_DAYS = 90;
  private static final String GROUP = "verdict-reporter";

  public static ReporterSettings from(SettingsReader reader) {
    return new ReporterSettings(
        PostgresSettings.from(reader),
        KafkaSettings.from(reader),
        Topics.EVENTS,
        GROUP,
        reader.number("reporter.batch", DEFAULT_BATCH, 1, 50_000),
        reader.number("reporter.readers", DEFAULT_READERS, 1, 64),
        Duration.ofDays(reader.number("history_retention_days", DEFAULT_DAYS, 1, 36_500)),
        reader.url("http.public_url").optional(),
        PeopleSettings.from(reader),
        InsightSettings.from(reader),
        DashboardSettings.from(reader),
        TellingSettings.from(reader));
  }

  /** The defaults on these servers. */
  public static ReporterSettings of(PostgresSettings postgres, KafkaSettings kafka) {
    return new ReporterSettings(
        postgres,
        kafka,
        Topics.EVENTS,
        GROUP,
        DEFAULT_BATCH,
        DEFAULT_READERS,
        Duration.ofDays(DEFAULT_DAYS),
        Optional.empty(),
        PeopleSettings.USUAL,
        InsightSettings.USUAL,
        DashboardSettings.DEFAULT,
        TellingSettings.NOBODY);
  }
}
