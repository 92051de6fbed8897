package dev.verdict.coordinator.usecase.webhook;

import dev.verdict.runtime.settings.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The secrets of one provider.
 *
 * @param forAll for every repository, the newest first
 * @param byRepository more, each for one repository
 * @param open whether deliveries are taken from anybody; somebody has said so in so many words
 * @param accounts whose deliveries are taken where the CI system signs with one key for all, in
 *     lower case; none: everybody's
 */
public record WebhookSecrets(
    List<Secret> forAll,
    Map<String, List<Secret>> byRepository,
    boolean open,
    Set<String> accounts) {
  public static final WebhookSecrets NONE = new WebhookSecrets(List.of(), Map.of(), false);

  public WebhookSecrets(List<Secret> forAll, Map<String, List<Secret>> byRepository, boolean open) {
    this(forAll, byRepository, open, Set.of());
  }

  List<String> of(String repository) {
    List<String> secrets = new ArrayList<>();
    byRepository.getOrDefault(repository, List.of()).forEach(one -> secrets.add(one.reveal()));
    forAll.forEach(one -> secrets.add(one.reveal()));
    return secrets;
  }

  boolean isEmpty() {
    return forAll.isEmpty() && byRepository.isEmpty();
  }
}
