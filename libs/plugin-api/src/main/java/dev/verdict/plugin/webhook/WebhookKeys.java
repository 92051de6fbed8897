package dev.verdict.plugin.webhook;

import java.security.PublicKey;
import java.util.List;

/** All that are valid at the moment, the newest first: during a rotation there are two. */
public record WebhookKeys(List<String> secrets, List<PublicKey> publicKeys) {
  public WebhookKeys {
    secrets = List.copyOf(secrets);
    publicKeys = List.copyOf(publicKeys);
  }

  public static WebhookKeys secrets(String... newestFirst) {
    return new WebhookKeys(List.of(newestFirst), List.of());
  }

  /** Says nothing about them. */
  @Override
  public String toString() {
    return "WebhookKeys[" + secrets.size() + " secrets, " + publicKeys.size() + " public keys]";
  }
}
