package dev.verdict.ci.webhook;

import dev.verdict.plugin.webhook.Authenticity;
import dev.verdict.plugin.webhook.InboundRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * HMAC-SHA256 of the body as it was sent, in hexadecimal digits behind a word: {@code
 * sha256=<digits>}, or {@code v1=<digits>,v2=…}, of which only those with our word count.
 *
 * @param header that it stands in
 * @param word before it, with the {@code =}
 */
public record HexSignature(String header, String word) {
  private static final int BYTES = 32;

  public Authenticity check(InboundRequest request, List<String> secrets) {
    Optional<String> value = request.header(header);
    if (value.isEmpty() || value.get().isBlank()) {
      return new Authenticity.Missing(header + ": " + word + "<HMAC-SHA256 of the body>");
    }
    List<byte[]> signatures = signatures(value.get());
    if (signatures.isEmpty()) {
      return new Authenticity.Wrong(header + " is not " + word + " and 64 hexadecimal digits");
    }
    return Keys.fitting(secrets, secret -> isOneOf(signatures, secret, request.body()));
  }

  private static boolean isOneOf(List<byte[]> signatures, String secret, byte[] body) {
    byte[] expected = Hmac.sha256(secret.getBytes(StandardCharsets.UTF_8), body);
    return signatures.stream().anyMatch(each -> Hmac.same(expected, each));
  }

  private List<byte[]> signatures(String value) {
    List<byte[]> signatures = new ArrayList<>();
    for (String part : value.split(",", 10)) {
      String each = part.strip();
      if (each.startsWith(word) && each.length() == word.length() + 2 * BYTES) {
        try {
          signatures.add(HexFormat.of().parseHex(each, word.length(), each.length()));
        } catch (IllegalArgumentException noDigits) {
          // Not a signature: the others, if any, count.
        }
      }
    }
    return signatures;
  }
}
