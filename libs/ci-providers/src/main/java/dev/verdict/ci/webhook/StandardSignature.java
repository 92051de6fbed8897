package dev.verdict.ci.webhook;

import dev.verdict.plugin.webhook.Authenticity;
import dev.verdict.plugin.webhook.InboundRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Standard Webhooks: HMAC-SHA256 of id, time and body, with a key that is written as {@code whsec_}
 * and base64. What is older or newer than five minutes may be a replay, and is refused.
 */
public final class StandardSignature {
  public static final String ID = "webhook-id";
  public static final String TIMESTAMP = "webhook-timestamp";
  public static final String SIGNATURE = "webhook-signature";

  private static final String SECRET = "whsec_";
  private static final String VERSION = "v1,";
  private static final Duration TOLERANCE = Duration.ofMinutes(5);
  private static final int MOST_SIGNATURES = 20;
  private static final byte[] DOT = {'.'};

  private final Clock clock;

  public StandardSignature(Clock clock) {
    this.clock = clock;
  }

  /** Whether a secret is a key of this kind. */
  public static boolean isKey(String secret) {
    return secret.startsWith(SECRET);
  }

  public static boolean isOn(InboundRequest request) {
    return request.header(SIGNATURE).isPresent();
  }

  public Authenticity check(InboundRequest request, List<String> secrets) {
    Optional<String> id = request.header(ID);
    Optional<String> time = request.header(TIMESTAMP);
    Optional<String> value = request.header(SIGNATURE);
    if (id.isEmpty() || time.isEmpty() || value.isEmpty() || value.get().isBlank()) {
      return new Authenticity.Missing(
          ID + ", " + TIMESTAMP + " and " + SIGNATURE + ": v1,<base64>");
    }
    if (!isRecent(time.get())) {
      return new Authenticity.Wrong(
          TIMESTAMP + " is not within 5 minutes of the time here: a replay, or a wrong clock");
    }
    List<byte[]> signatures = signatures(value.get());
    byte[] signed = (id.get() + "." + time.get()).getBytes(StandardCharsets.UTF_8);
    return Keys.fitting(
        secrets,
        secret -> {
          byte[] key = key(secret);
          return key.length > 0
              && signatures.stream()
                  .anyMatch(each -> Hmac.same(Hmac.sha256(key, signed, DOT, request.body()), each));
        });
  }

  private boolean isRecent(String seconds) {
    if (!seconds.matches("\\d{1,12}")) {
      return false;
    }
    long away = clock.instant().getEpochSecond() - Long.parseLong(seconds);
    return Math.abs(away) <= TOLERANCE.toSeconds();
  }

  /** Empty if it is none. */
  private static byte[] key(String secret) {
    try {
      return isKey(secret)
          ? Base64.getDecoder().decode(secret.substring(SECRET.length()).strip())
          : new byte[0];
    } catch (IllegalArgumentException noBase64) {
      return new byte[0];
    }
  }

  private static List<byte[]> signatures(String value) {
    List<byte[]> signatures = new ArrayList<>();
    for (String each : value.strip().split(" +", MOST_SIGNATURES)) {
      if (each.startsWith(VERSION)) {
        try {
          signatures.add(Base64.getDecoder().decode(each.substring(VERSION.length())));
        } catch (IllegalArgumentException noBase64) {
          // Not a signature: the others, if any, count.
        }
      }
    }
    return signatures;
  }
}
