package dev.verdict.coordinator;

import dev.verdict.ci.CiProviders;
import dev.verdict.ci.ConfiguredProviders;
import dev.verdict.coordinator.usecase.follow.FollowRuns;
import dev.verdict.coordinator.usecase.webhook.LostDeliveries;
import dev.verdict.plugin.ci.CiProviderFactory;
import dev.verdict.runtime.settings.Secret;
import dev.verdict.runtime.settings.SettingsReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What can be set about asking CI systems.
 *
 * @param providers the settings of each that may be asked
 * @param patience with the runs that are followed
 * @param reconciled the repositories whose CI system is asked for deliveries that never came
 * @param reconcileInterval between questions about one
 */
public record FollowSettings(
    Map<String, Map<String, String>> providers,
    FollowRuns.Patience patience,
    List<LostDeliveries.Place> reconciled,
    Duration reconcileInterval) {
  public static final FollowSettings NONE =
      new FollowSettings(
          Map.of(),
          new FollowRuns.Patience(
              Duration.ofMinutes(1), Duration.ofSeconds(5), Duration.ofMinutes(8)),
          List.of(),
          Duration.ofMinutes(5));

  /**
   * @param webhooks the providers whose webhooks are known
   */
  static FollowSettings from(SettingsReader reader, Collection<String> webhooks) {
    FollowRuns.Patience usual = NONE.patience();
    return new FollowSettings(
        providers(reader),
        new FollowRuns.Patience(
            reader.duration(
                "webhooks.follow_interval",
                usual.interval(),
                Duration.ofSeconds(5),
                Duration.ofHours(1)),
            usual.backOff(),
            reader.duration(
                "webhooks.follow_timeout",
                usual.reading(),
                Duration.ofSeconds(10),
                Duration.ofHours(1))),
        reconciled(reader, webhooks),
        reader.duration(
            "webhooks.reconcile_interval",
            NONE.reconcileInterval(),
            Duration.ofSeconds(10),
            Duration.ofDays(1)));
  }

  private static List<LostDeliveries.Place> reconciled(
      SettingsReader reader, Collection<String> webhooks) {
    Set<String> remembering = new TreeSet<>();
    CiProviders.load().all().stream()
        .filter(CiProviderFactory::remembersDeliveries)
        .forEach(one -> remembering.add(one.name()));
    List<LostDeliveries.Place> places = new ArrayList<>();
    for (String provider : webhooks) {
      String key = "webhooks." + provider + ".reconcile";
      for (String repository : reader.list(key, List.of())) {
        if (remembering.contains(provider)) {
          places.add(new LostDeliveries.Place(provider, repository));
        } else {
          reader.mistake(
              key,
              repository,
              "nothing: of those that remember what they sent there are "
                  + String.join(", ", remembering));
        }
      }
    }
    return List.copyOf(places);
  }

  private static Map<String, Map<String, String>> providers(SettingsReader reader) {
    return ConfiguredProviders.settings(
        key -> reader.text(key).optional(),
        key -> reader.secret(key).optional().map(Secret::reveal),
        reader::mistake);
  }
}
