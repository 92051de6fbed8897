package dev.verdict.ci.webhook;

import dev.verdict.plugin.webhook.Authenticity;
import dev.verdict.plugin.webhook.InboundRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The secret itself, for CI systems that sign nothing: in a header of its own, as a bearer token,
 * or as the password of HTTP Basic. A secret that is written {@code user:password} also wants the
 * user. It proves who sent a request, not that nobody changed it: that is what TLS is for.
 *
 * @param headers of which each may hold it
 * @param query the parameter of the address that may hold it; empty if none may
 */
public record SharedSecret(List<String> headers, boolean authorization, String query) {
  /** For senders that let people choose a header. */
  public static final String OUR_HEADER = "X-Verdict-Token";

  public SharedSecret {
    headers = List.copyOf(headers);
  }

  public Authenticity check(InboundRequest request, List<String> secrets) {
    List<String> said = said(request);
    if (said.isEmpty()) {
      return new Authenticity.Missing(expected());
    }
    return Keys.fitting(secrets, secret -> said.stream().anyMatch(each -> Hmac.same(secret, each)));
  }

  private String expected() {
    List<String> ways = new ArrayList<>();
    headers.forEach(each -> ways.add(each + ": <secret>"));
    if (authorization) {
      ways.add("Authorization: Basic with the secret as its password");
    }
    if (!query.isEmpty()) {
      ways.add("?" + query + "=<secret>");
    }
    return String.join(", or ", ways);
  }

  private List<String> said(InboundRequest request) {
    List<String> said = new ArrayList<>();
    headers.forEach(each -> request.header(each).map(String::strip).ifPresent(said::add));
    if (authorization) {
      request.header("authorization").ifPresent(each -> said.addAll(ofAuthorization(each)));
    }
    if (!query.isEmpty()) {
      Optional.ofNullable(request.query().get(query)).ifPresent(said::add);
    }
    said.removeIf(String::isBlank);
    return said;
  }

  private static List<String> ofAuthorization(String value) {
    String[] parts = value.strip().split(" +", 2);
    if (parts.length < 2) {
      return List.of();
    }
    return switch (parts[0].toLowerCase(Locale.ROOT)) {
      case "bearer" -> List.of(parts[1]);
      case "basic" -> ofBasic(parts[1]);
      default -> List.of();
    };
  }

  /** The password, and user and password together. */
  private static List<String> ofBasic(String base64) {
    try {
      String both = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
      int colon = both.indexOf(':');
      return colon < 0 ? List.of() : List.of(both.substring(colon + 1), both);
    } catch (IllegalArgumentException noBase64) {
      return List.of();
    }
  }
}
