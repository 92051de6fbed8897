package dev.verdict.coordinator;

import dev.verdict.coordinator.domain.subscription.AddressRules;
import dev.verdict.coordinator.domain.subscription.Cidr;
import dev.verdict.coordinator.domain.subscription.RetrySchedule;
import dev.verdict.coordinator.outbound.webhook.SecretBox;
import dev.verdict.coordinator.usecase.subscription.CheckTerms;
import dev.verdict.coordinator.usecase.subscription.Subscriptions;
import dev.verdict.runtime.settings.Secret;
import dev.verdict.runtime.settings.SettingsReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can be set about telling others.
 *
 * @param allow blocks of addresses that may be sent to beside the public internet
 * @param httpAllowed whether a receiver may be without TLS
 * @param caFile certificates that are trusted beside those of the JDK
 * @param concurrency deliveries to one receiver at a time
 * @param parkAfter so long nothing may arrive before a receiver is not tried any more
 * @param retention how long the ledger keeps a delivery
 * @param keys that seal secrets in the database; the first seals, all open
 * @param schedule of tries
 * @param declared in verdict.yaml
 */
public record SubscriptionSettings(
    List<Cidr> allow,
    boolean httpAllowed,
    @Nullable Path caFile,
    Duration connectTimeout,
    Duration timeout,
    int concurrency,
    Duration lease,
    Duration parkAfter,
    Duration retention,
    SecretBox keys,
    RetrySchedule schedule,
    List<Subscriptions.Declared> declared) {
  private static final String PREFIX = "coordinator.subscriptions.";

  public static SubscriptionSettings from(SettingsReader reader) {
    List<Cidr> allow = allowed(reader);
    boolean httpAllowed = reader.flag(PREFIX + "allow_http", false);
    return new SubscriptionSettings(
        allow,
        httpAllowed,
        reader.path(PREFIX + "ca_file").optional().orElse(null),
        duration(reader, "connect_timeout", Duration.ofSeconds(5), Duration.ofMinutes(1)),
        duration(reader, "timeout", Duration.ofSeconds(30), Duration.ofMinutes(5)),
        reader.number(PREFIX + "concurrency", 4, 1, 64),
        reader.duration(
            PREFIX + "lease", Duration.ofSeconds(15), Duration.ofSeconds(1), Duration.ofMinutes(5)),
        reader.duration(
            PREFIX + "park_after", Duration.ofDays(1), Duration.ofMinutes(1), Duration.ofDays(30)),
        reader.duration(
            PREFIX + "retention", Duration.ofDays(7), Duration.ofHours(1), Duration.ofDays(365)),
        keys(reader),
        RetrySchedule.OVER_A_DAY,
        new DeclaredSubscriptions(reader, new CheckTerms(httpAllowed, new AddressRules(allow)))
            .read());
  }

  private static Duration duration(
      SettingsReader reader, String key, Duration fallback, Duration most) {
    return reader.duration(PREFIX + key, fallback, Duration.ofMillis(100), most);
  }

  private static List<Cidr> allowed(SettingsReader reader) {
    List<Cidr> blocks = new ArrayList<>();
    for (String block : reader.list(PREFIX + "allow", List.of())) {
      try {
        blocks.add(Cidr.of(block));
      } catch (IllegalArgumentException e) {
        reader.mistake(PREFIX + "allow", block, "blocks of addresses as 10.0.0.0/8 or fd00::/8");
      }
    }
    return blocks;
  }

  private static SecretBox keys(SettingsReader reader) {
    List<byte[]> keys = new ArrayList<>();
    for (Secret secret : reader.secrets(PREFIX + "keys")) {
      byte[] key = decoded(secret);
      if (key.length == SecretBox.KEY_BYTES) {
        keys.add(key);
      } else {
        reader.mistake(
            PREFIX + "keys", Secret.SHOWN_AS, SecretBox.KEY_BYTES + " random bytes in base64 each");
      }
    }
    return new SecretBox(keys);
  }

  private static byte[] decoded(Secret secret) {
    try {
      return Base64.getDecoder().decode(secret.reveal());
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }
}
