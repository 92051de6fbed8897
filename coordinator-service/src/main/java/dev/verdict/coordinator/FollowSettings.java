package dev.verdict.coordinator;

import dev.verdict.ci.CiProviders;
import dev.verdict.ci.ConfiguredProviders;
import dev.verdict.coordinator.usecase.follow.FollowRuns;
import dev.verdict.coordinator.usecase.webhook.FindLost;
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
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What can be set about asking CI systems.
 *
 * @param providers the settings of each that may be asked
 * @param patience with the runs that are followed
 * @param reconciling whose CI system is asked for deliveries that never came, and how
 */
public record FollowSettings(
    Map<String, Map<String, String>> providers,
    FollowRuns.Patience patience,
    FindLost.Plan reconciling) {
  public static final FollowSettings NONE =
      new FollowSettings(
          Map.of(),
          new FollowRuns.Patience(
              Duration.ofMinutes(1), Duration.ofSeconds(5), Duration.ofMinutes(8)),
          new FindLost.Plan(List.of(), Set.of(), Duration.ofMinutes(5), Duration.ofDays(3)));

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
        reconciling(reader, webhooks));
  }

  private static FindLost.Plan reconciling(SettingsReader reader, Collection<String> webhooks) {
    FindLost.Plan usual = NONE.reconciling();
    return new FindLost.Plan(
        reconciled(reader, webhooks),
        names(CiProviderFactory::retellsDeliveries),
        reader.duration(
            "webhooks.reconcile_interval",
            usual.interval(),
            Duration.ofSeconds(10),
            Duration.ofDays(1)),
        reader.duration(
            "webhooks.reconcile_lookback",
            usual.lookBack(),
            Duration.ofMinutes(10),
            Duration.ofDays(7)));
  }

  /** Of all providers that are installed. */
  static Set<String> names(Predicate<CiProviderFactory> which) {
    return CiProviders.load().all().stream()
        .filter(which)
        .map(CiProviderFactory::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<LostDeliveries.Place> reconciled(
      SettingsReader reader, Collection<String> webhooks) {
    Set<String> remembering = names(CiProviderFactory::remembersDeliveries);
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
              "nothing: those that can be asked are " + String.join(", ", remembering));
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
