package dev.verdict.coordinator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import dev.verdict.contract.Json;
import dev.verdict.coordinator.domain.subscription.Cidr;
import dev.verdict.coordinator.domain.trigger.BadTrigger;
import dev.verdict.coordinator.domain.trigger.Trigger;
import dev.verdict.coordinator.domain.trigger.TriggerSpec;
import dev.verdict.coordinator.usecase.webhook.WebhookSecrets;
import dev.verdict.runtime.logging.Masking;
import dev.verdict.runtime.settings.Secret;
import dev.verdict.runtime.settings.SettingsReader;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What can be set about webhooks that come in.
 *
 * @param secrets of each provider
 * @param keyUrls where a provider's public keys are asked for, instead of where it tells them
 * @param bodyLimit in bytes
 * @param bodyTime in which a body must be complete
 * @param perSecond requests of one source
 * @param memory of all bodies on their way
 * @param queue deliveries that may wait for the database
 * @param retention of deliveries in the ledger
 * @param triggers those of the file, which are kept like that in the database
 * @param proxies that are ours: what they say of who sends is believed
 * @param follow how CI systems are asked about what they told
 */
public record WebhookSettings(
    Map<String, WebhookSecrets> secrets,
    Map<String, URI> keyUrls,
    int bodyLimit,
    Duration bodyTime,
    int perSecond,
    long memory,
    int queue,
    Duration retention,
    List<TriggerSpec> triggers,
    List<Cidr> proxies,
    FollowSettings follow) {
  /** Of the contract: more is 413. */
  private static final int BODY_LIMIT = 25 << 20;

  private static final String SECRETS = ".secrets";
  private static final TypeReference<List<TriggerSpec>> TRIGGERS = new TypeReference<>() {};

  /** Without secrets: every delivery is refused. */
  public static final WebhookSettings DEFAULT = with(Map.of());

  public static WebhookSettings with(Map<String, WebhookSecrets> secrets) {
    return new WebhookSettings(
        secrets,
        Map.of(),
        BODY_LIMIT,
        Duration.ofSeconds(10),
        1_000,
        96L << 20,
        10_000,
        Duration.ofDays(30),
        List.of(),
        List.of(),
        FollowSettings.NONE);
  }

  /**
   * @param providers whose webhooks are known
   */
  static WebhookSettings from(SettingsReader reader, Collection<String> providers) {
    Map<String, WebhookSecrets> secrets = new HashMap<>();
    Map<String, URI> keyUrls = new HashMap<>();
    for (String provider : providers) {
      String prefix = "webhooks." + provider;
      secrets.put(
          provider,
          new WebhookSecrets(
              reader.secrets(prefix + SECRETS),
              byRepository(reader, prefix + ".repositories"),
              reader.flag(prefix + ".allow_unauthenticated", false),
              reader.list(prefix + ".accounts", List.of()).stream()
                  .map(account -> account.toLowerCase(Locale.ROOT))
                  .collect(Collectors.toUnmodifiableSet())));
      reader
          .url(prefix + ".public_key_url")
          .optional()
          .ifPresent(url -> keyUrls.put(provider, url));
    }
    return new WebhookSettings(
        Map.copyOf(secrets),
        Map.copyOf(keyUrls),
        (int) limit(reader),
        reader.duration(
            "webhooks.body_timeout",
            Duration.ofSeconds(10),
            Duration.ofMillis(100),
            Duration.ofMinutes(5)),
        reader.number("webhooks.requests_per_second", 1_000, 1, 1_000_000),
        reader.size("webhooks.memory", 96L << 20),
        reader.number("webhooks.queue", 10_000, 1, 1_000_000),
        reader.duration("webhooks.retention", Duration.ofDays(30)),
        triggers(reader),
        proxies(reader),
        FollowSettings.from(reader, providers));
  }

  private static List<Cidr> proxies(SettingsReader reader) {
    List<Cidr> proxies = new ArrayList<>();
    for (String text : reader.list("webhooks.trusted_proxies", List.of())) {
      try {
        proxies.add(Cidr.of(text));
      } catch (IllegalArgumentException none) {
        reader.mistake(
            "webhooks.trusted_proxies", text, "blocks of addresses, as 10.0.0.0/8 or fd00::/8");
      }
    }
    return List.copyOf(proxies);
  }

  private static long limit(SettingsReader reader) {
    long limit = reader.size("webhooks.body_limit", BODY_LIMIT);
    if (limit < 1024 || limit > 256 << 20) {
      reader.mistake("webhooks.body_limit", Long.toString(limit), "from 1KiB to 256MiB");
      return BODY_LIMIT;
    }
    return limit;
  }

  /** {@code webhooks.github.repositories.acme/shop.secrets}; names may have dots. */
  private static Map<String, List<Secret>> byRepository(SettingsReader reader, String prefix) {
    Map<String, List<Secret>> secrets = new HashMap<>();
    reader
        .below(prefix)
        .forEach(
            (key, text) -> {
              if (!key.endsWith(SECRETS)) {
                reader.mistake(prefix + "." + key, null, prefix + ".<repository>" + SECRETS);
                return;
              }
              List<Secret> ones =
                  Arrays.stream(text.split(","))
                      .map(String::strip)
                      .filter(one -> !one.isEmpty())
                      .map(Secret::new)
                      .toList();
              ones.forEach(one -> Masking.remember(one.reveal()));
              secrets.put(key.substring(0, key.length() - SECRETS.length()), ones);
            });
    return Map.copyOf(secrets);
  }

  private static List<TriggerSpec> triggers(SettingsReader reader) {
    String text = reader.structure("triggers").orElse("[]");
    try {
      List<TriggerSpec> specs =
          Json.mapper()
              .readerFor(TRIGGERS)
              .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
              .readValue(text);
      return checked(reader, specs);
    } catch (JsonProcessingException e) {
      reader.mistake(
          "triggers",
          e.getOriginalMessage().lines().findFirst().orElse(""),
          "a list of triggers, as docs/webhooks.md shows them");
      return List.of();
    }
  }

  private static List<TriggerSpec> checked(SettingsReader reader, List<TriggerSpec> specs) {
    Set<String> names = new HashSet<>();
    List<TriggerSpec> good = new ArrayList<>();
    for (int i = 0; i < specs.size(); i++) {
      String at = "triggers[" + i + "].";
      try {
        TriggerSpec spec = specs.get(i);
        Trigger.of(new UUID(0, 0), spec);
        if (names.add(spec.name())) {
          good.add(spec);
        } else {
          reader.mistake(at + "name", spec.name(), "a name that no other trigger has");
        }
      } catch (BadTrigger bad) {
        bad.faults()
            .forEach(fault -> reader.mistake(at + fault.field(), fault.value(), fault.expected()));
      }
    }
    return List.copyOf(good);
  }
}
