package dev.verdict.coordinator;

import dev.verdict.runtime.access.GivenKeys;
import dev.verdict.runtime.kafka.OurTopics;
import dev.verdict.runtime.settings.KafkaSettings;
import dev.verdict.runtime.settings.PostgresSettings;
import dev.verdict.runtime.settings.SettingsReader;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * What can be set about a coordinator.
 *
 * @param lease how long a worker may work without a heartbeat
 * @param scan how often it looks for leases that ran out and runs whose time is up
 * @param noWorkerTimeout after which a task that no worker can ever run is lost
 * @param overtime how long past its limit an attempt may take to end: to stop, to upload
 * @param eventRetention how long sent events can be read again
 * @param runRetention how long a finished run stays; history is the reporter's
 * @param partitions of the topics that it makes
 * @param announcedTests how many planned tests a run may have for each to be announced
 * @param publicUrl where others reach the system; links in events need it
 * @param givenKeys that the deployment brings with it
 * @param webhooks that come in
 * @param subscriptions how others are told
 */
public record CoordinatorSettings(
    PostgresSettings postgres,
    KafkaSettings kafka,
    Duration lease,
    Duration scan,
    Duration noWorkerTimeout,
    Duration overtime,
    Duration eventRetention,
    Duration runRetention,
    int partitions,
    int announcedTests,
    Optional<URI> publicUrl,
    GivenKeys givenKeys,
    WebhookSettings webhooks,
    SubscriptionSettings subscriptions) {

  /** A worker's heart beats three times in a lease. */
  private static final Duration SHORTEST_LEASE = Duration.ofSeconds(1);

  public static CoordinatorSettings from(SettingsReader reader) {
    return new CoordinatorSettings(
        PostgresSettings.from(reader),
        KafkaSettings.from(reader),
        reader.duration(
            "coordinator.lease", Duration.ofSeconds(30), SHORTEST_LEASE, Duration.ofHours(1)),
        reader.duration(
            "coordinator.scan_interval",
            Duration.ofSeconds(1),
            Duration.ofMillis(50),
            Duration.ofMinutes(1)),
        reader.duration("coordinator.no_worker_timeout", Duration.ofMinutes(5)),
        reader.duration("coordinator.overtime", Duration.ofMinutes(5)),
        reader.duration("coordinator.event_retention", Duration.ofDays(7)),
        reader.duration("coordinator.run_retention", Duration.ofDays(30)),
        reader.number("coordinator.topic_partitions", OurTopics.PARTITIONS, 1, 1000),
        reader.number("coordinator.announced_tests", 5_000, 0, 1_000_000),
        reader.url("http.public_url").optional(),
        GivenKeys.from(reader),
        WebhookSettings.from(reader, Dialects.load().keySet()),
        SubscriptionSettings.from(reader));
  }
}
