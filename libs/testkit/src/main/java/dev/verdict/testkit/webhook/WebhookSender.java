package dev.verdict.testkit.webhook;

import dev.verdict.plugin.webhook.InboundRequest;
import dev.verdict.plugin.webhook.WebhookKeys;

/** The other end: how a CI system proves a request, with keys that are known by their numbers. */
public interface WebhookSender {
  /** Of the key that is used now. */
  int NEW = 0;

  /** Of the one before. */
  int OLD = 1;

  /** Of one that nobody told us. */
  int STRANGER = 2;

  /** How it proves it: {@code HMAC}, {@code Basic}. */
  String title();

  /** What we are told about these keys, in this order. */
  WebhookKeys keys(int... numbers);

  /** The request with the proof. */
  InboundRequest prove(InboundRequest request, int key);

  /** The header that holds the proof, in lower case; empty if it is in the address. */
  String header();

  /** Whether nobody can change the body without breaking the proof. */
  boolean coversBody();
}
