package dev.verdict.ci.travis;

import dev.verdict.plugin.webhook.InboundRequest;
import dev.verdict.plugin.webhook.WebhookKeys;
import dev.verdict.testkit.webhook.Requests;
import dev.verdict.testkit.webhook.WebhookSender;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;

/** Signs what is in the field payload, as Travis CI does: RSA with SHA-1. */
final class TravisSender implements WebhookSender {
  private static final int BITS = 2048;
  private static final List<KeyPair> PAIRS =
      IntStream.rangeClosed(NEW, STRANGER).mapToObj(each -> pair()).toList();

  private static KeyPair pair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(BITS);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static PublicKey publicKey(int number) {
    return PAIRS.get(number).getPublic();
  }

  @Override
  public String title() {
    return "RSA";
  }

  @Override
  public WebhookKeys keys(int... numbers) {
    return new WebhookKeys(
        List.of(), Arrays.stream(numbers).mapToObj(TravisSender::publicKey).toList());
  }

  @Override
  public InboundRequest prove(InboundRequest request, int key) {
    try {
      Signature signature = Signature.getInstance("SHA1withRSA");
      signature.initSign(PAIRS.get(key).getPrivate());
      signature.update(request.formField("payload").orElseThrow());
      return Requests.withHeader(
          request, "Signature", Base64.getEncoder().encodeToString(signature.sign()));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public String header() {
    return "signature";
  }

  @Override
  public boolean coversBody() {
    return true;
  }
}
