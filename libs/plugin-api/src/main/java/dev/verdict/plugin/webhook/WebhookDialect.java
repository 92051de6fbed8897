package dev.verdict.plugin.webhook;

import java.net.URI;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;

/**
 * The webhooks of one CI system. Found by {@link java.util.ServiceLoader}; two for one provider are
 * an error that names both. Knows no sockets and no store, and may be asked by many threads.
 *
 * <p>Only {@link #read} may fail, and only with {@link UnreadableWebhook}: the other questions are
 * asked before anybody knows whether the request is genuine, and have an answer for any bytes.
 */
public interface WebhookDialect {
  /** The last part of the path that the CI system sends to: {@code github}. */
  String provider();

  /** Whether one of the keys made this request, compared in constant time. */
  Authenticity check(InboundRequest request, WebhookKeys keys);

  /**
   * The sender's own id for the delivery, if it gives one. Often nobody signs it: alone it proves
   * neither that two deliveries are the same nor that they differ.
   */
  Optional<String> deliveryId(InboundRequest request);

  /**
   * The bytes by which a delivery is known again: all that its proof is over, since what it is not
   * over anybody could change.
   */
  default byte[] identity(InboundRequest request) {
    return request.content();
  }

  /**
   * Whether two pushes can be told in the same bytes, as of a branch that was moved away and back:
   * then an equal one under another id is looked at, and not taken for the first.
   */
  default boolean repeatsItself() {
    return false;
  }

  /** The sender's word for what happened, such as {@code push}; {@code unknown} if it has none. */
  String event(InboundRequest request);

  /**
   * What it says: one delivery can hold several events. What a dialect does not know is {@link
   * CiEvent.Ignored}, never an error.
   *
   * @throws UnreadableWebhook when the body is not what this CI system sends
   */
  List<CiEvent> read(InboundRequest request);

  /**
   * The repository that the body names, before anybody knows whether it is genuine: only to choose
   * the secrets that it is checked with. Empty when it names none.
   */
  default String repository(InboundRequest request) {
    return "";
  }

  /**
   * How the sender has to be set so that its deliveries can be read, for the person who gets to see
   * that one could not; empty if there is nothing to say.
   */
  default String setUp() {
    return "";
  }

  /** Where the CI system tells its public keys, when it signs with a private one. */
  default Optional<URI> publicKeySource() {
    return Optional.empty();
  }

  /** The keys in the answer of {@link #publicKeySource()}; none if there are none in it. */
  default List<PublicKey> publicKeys(byte[] answer) {
    return List.of();
  }
}
