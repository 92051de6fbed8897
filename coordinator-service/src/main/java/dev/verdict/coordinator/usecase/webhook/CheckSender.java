package dev.verdict.coordinator.usecase.webhook;

import dev.verdict.plugin.webhook.Authenticity;
import dev.verdict.plugin.webhook.InboundRequest;
import dev.verdict.plugin.webhook.UnreadableWebhook;
import dev.verdict.plugin.webhook.WebhookDialect;
import dev.verdict.plugin.webhook.WebhookKeys;
import io.vertx.core.Future;
import java.security.PublicKey;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether a delivery is from whom it says. Without a secret nobody can know, so it is not. */
public final class CheckSender {
  private final Map<String, WebhookSecrets> secrets;
  private final PublicKeys publicKeys;
  private final WrongAddress wrongAddress;

  /** Whether a request looks as if it was meant for another CI system's address. */
  @FunctionalInterface
  public interface WrongAddress {
    Optional<String> hint(String provider, InboundRequest request);
  }

  public CheckSender(
      Map<String, WebhookSecrets> secrets, PublicKeys publicKeys, WrongAddress wrongAddress) {
    this.secrets = Map.copyOf(secrets);
    this.publicKeys = publicKeys;
    this.wrongAddress = wrongAddress;
  }

  /** Fails with {@link Refused}. */
  Future<Void> check(WebhookDialect dialect, InboundRequest request) {
    return isGenuine(dialect, request)
        .recover(
            failure ->
                failure instanceof Refused refused
                    ? refused(
                        wrongAddress
                            .hint(dialect.provider(), request)
                            .map(hint -> refused.why() + "; " + hint)
                            .orElse(refused.why()))
                    : Future.failedFuture(failure));
  }

  /** Where a request belongs that looks as if it was meant for another CI system's address. */
  Optional<String> otherAddress(WebhookDialect dialect, InboundRequest request) {
    return wrongAddress.hint(dialect.provider(), request);
  }

  private Future<Void> isGenuine(WebhookDialect dialect, InboundRequest request) {
    WebhookSecrets known = secrets.getOrDefault(dialect.provider(), WebhookSecrets.NONE);
    if (known.open()) {
      return Future.succeededFuture();
    }
    if (dialect.publicKeySource().isPresent()) {
      return bySignature(dialect, request);
    }
    if (known.isEmpty()) {
      return refused(
          "webhooks."
              + dialect.provider()
              + ".secrets: none (expected: the secret that the sender signs with)");
    }
    Authenticity found = dialect.check(request, keys(known.of("")));
    if (!found.isGenuine() && !known.byRepository().isEmpty()) {
      found = dialect.check(request, keys(known.of(repository(dialect, request))));
    }
    return judge(found);
  }

  /** Nobody knows yet who wrote the body: what cannot be read names no repository. */
  private static String repository(WebhookDialect dialect, InboundRequest request) {
    try {
      return dialect.repository(request);
    } catch (UnreadableWebhook unreadable) {
      return "";
    }
  }

  private Future<Void> bySignature(WebhookDialect dialect, InboundRequest request) {
    return publicKeys
        .of(dialect, false)
        .map(keys -> dialect.check(request, publicKeys(keys)))
        .compose(
            found ->
                found instanceof Authenticity.Wrong
                    ? publicKeys
                        .of(dialect, true)
                        .map(keys -> dialect.check(request, publicKeys(keys)))
                    : Future.succeededFuture(found))
        .compose(CheckSender::judge)
        .compose(genuine -> ofOurAccounts(dialect, request));
  }

  /** A key of the CI system proves that it has sent it, not for whom. */
  private Future<Void> ofOurAccounts(WebhookDialect dialect, InboundRequest request) {
    Set<String> accounts = secrets.getOrDefault(dialect.provider(), WebhookSecrets.NONE).accounts();
    String repository = repository(dialect, request);
    String account = repository.substring(0, Math.max(0, repository.indexOf('/')));
    return accounts.isEmpty() || accounts.contains(account.toLowerCase(Locale.ROOT))
        ? Future.succeededFuture()
        : refused(
            "it is genuine, but of '"
                + cut(account)
                + "' (expected: an account of webhooks."
                + dialect.provider()
                + ".accounts)");
  }

  private static String cut(String account) {
    return account.length() <= 100 ? account : account.substring(0, 100);
  }

  private static Future<Void> judge(Authenticity found) {
    return switch (found) {
      case Authenticity.Genuine genuine -> Future.succeededFuture();
      case Authenticity.Missing missing ->
          refused("no signature (expected: " + missing.expected() + ")");
      case Authenticity.Wrong wrong -> refused(wrong.what());
    };
  }

  private static Future<Void> refused(String why) {
    return Future.failedFuture(new Refused(why));
  }

  private static WebhookKeys keys(List<String> secrets) {
    return new WebhookKeys(secrets, List.of());
  }

  private static WebhookKeys publicKeys(List<PublicKey> keys) {
    return new WebhookKeys(List.of(), keys);
  }
}
