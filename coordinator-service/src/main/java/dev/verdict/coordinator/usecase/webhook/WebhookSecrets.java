package dev.verdict.coordinator.usecase.webhook;

import dev.verdict.runtime.settings.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The secrets of one provider.
 *
 * @param forAll for every repository, the newest first
 * @param byRepository more, each for one repository
 * @param open whether deliveries are taken from anybody; somebody has said so in so many words
 */
public record WebhookSecrets(
    List<Secret> forAll, Map<String, List<Secret>> byRepository, boolean open) {
  public static final WebhookSecrets NONE = new WebhookSecrets(List.of(), Map.of(), false);

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
