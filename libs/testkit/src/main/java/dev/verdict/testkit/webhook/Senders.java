package dev.verdict.testkit.webhook;

import dev.verdict.plugin.webhook.InboundRequest;
import dev.verdict.plugin.webhook.WebhookKeys;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The ways in which most CI systems prove their deliveries, written without the code under test.
 */
public final class Senders {
  private static final List<String> SECRETS =
      List.of("It's new: 7f83b1657ff1", "It's old: 53b9e9679a8e", "A stranger's: 2c624232cc22");

  private Senders() {}

  private record Known(
      String title,
      String header,
      boolean coversBody,
      IntFunction<String> secret,
      BiFunction<InboundRequest, Integer, InboundRequest> proof)
      implements WebhookSender {
    @Override
    public WebhookKeys keys(int... numbers) {
      return new WebhookKeys(Arrays.stream(numbers).mapToObj(secret).toList(), List.of());
    }

    @Override
    public InboundRequest prove(InboundRequest request, int key) {
      return proof.apply(request, key);
    }
  }

  /** HMAC-SHA256 of the body in hexadecimal digits, behind a word such as {@code sha256=}. */
  public static WebhookSender hmac(String header, String word) {
    return new Known(
        "HMAC",
        header.toLowerCase(Locale.ROOT),
        true,
        SECRETS::get,
        (request, key) ->
            Requests.withHeader(
                request,
                header,
                word + HexFormat.of().formatHex(hmac(utf8(SECRETS.get(key)), request.body()))));
  }

  /** The secret itself. */
  public static WebhookSender secretIn(String header) {
    return new Known(
        header,
        header.toLowerCase(Locale.ROOT),
        false,
        SECRETS::get,
        (request, key) -> Requests.withHeader(request, header, SECRETS.get(key)));
  }

  public static WebhookSender secretInAddress(String parameter) {
    return new Known(
        "?" + parameter,
        "",
        false,
        SECRETS::get,
        (request, key) -> Requests.withQuery(request, parameter, SECRETS.get(key)));
  }

  /** HTTP Basic with any user. */
  public static WebhookSender basic() {
    return new Known("Basic", "authorization", false, SECRETS::get, Senders::withPassword);
  }

  /** HTTP Basic, where the user counts, too. */
  public static WebhookSender basicWithUser() {
    return new Known(
        "Basic with user",
        "authorization",
        false,
        key -> "verdict:" + SECRETS.get(key),
        Senders::withPassword);
  }

  private static InboundRequest withPassword(InboundRequest request, int key) {
    String both = "verdict:" + SECRETS.get(key);
    return Requests.withHeader(
        request, "authorization", "Basic " + Base64.getEncoder().encodeToString(utf8(both)));
  }

  /**
   * @param id of the delivery
   */
  public static WebhookSender standardWebhooks(String id, Instant time) {
    return new Known(
        "Standard Webhooks",
        "webhook-signature",
        true,
        key -> "whsec_" + Base64.getEncoder().encodeToString(key(key)),
        (request, key) -> standard(request, key, id, time));
  }

  private static InboundRequest standard(InboundRequest request, int key, String id, Instant time) {
    byte[] signed = utf8(id + "." + time.getEpochSecond() + ".");
    String signature = Base64.getEncoder().encodeToString(hmac(key(key), signed, request.body()));
    InboundRequest dated =
        Requests.withHeader(
            Requests.withHeader(request, "webhook-id", id),
            "webhook-timestamp",
            String.valueOf(time.getEpochSecond()));
    return Requests.withHeader(dated, "webhook-signature", "v1," + signature);
  }

  private static byte[] key(int number) {
    return hmac(utf8("a key"), utf8(SECRETS.get(number)));
  }

  private static byte[] hmac(byte[] key, byte[]... parts) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      for (byte[] part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
