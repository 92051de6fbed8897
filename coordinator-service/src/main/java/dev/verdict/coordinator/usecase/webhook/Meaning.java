package dev.verdict.coordinator.usecase.webhook;

import dev.verdict.plugin.webhook.InboundRequest;
import dev.verdict.plugin.webhook.UnreadableWebhook;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A digest of what a request says, whatever its white space, the order of its fields, or whether it
 * is a form: who tells of it later does not tell the same bytes.
 */
final class Meaning {
  private final MessageDigest digest;

  private Meaning(MessageDigest digest) {
    this.digest = digest;
  }

  static byte[] of(InboundRequest request) {
    MessageDigest sha256 = sha256();
    try {
      new Meaning(sha256).add(request.json());
    } catch (UnreadableWebhook noJson) {
      sha256.reset();
      sha256.update(request.content());
    }
    return sha256.digest();
  }

  /** What is read is not deeper than readers allow. */
  private void add(Object value) {
    switch (value) {
      case JsonObject object -> {
        text("{");
        new TreeMap<>(object.getMap())
            .forEach(
                (name, one) -> {
                  text("n" + name.length() + " " + name);
                  addOrNothing(object.getValue(name));
                });
        text("}");
      }
      case JsonArray array -> {
        text("[");
        for (int i = 0; i < array.size(); i++) {
          addOrNothing(array.getValue(i));
        }
        text("]");
      }
      case String words -> text("s" + words.length() + " " + words);
      default -> text("v" + value + " ");
    }
  }

  private void addOrNothing(@Nullable Object value) {
    if (value == null) {
      text("0");
    } else {
      add(value);
    }
  }

  private void text(String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
