package dev.verdict.coordinator.domain.subscription;

import java.net.URI;
import java.net.URISyntaxException;

/** Where deliveries go: an address on the web without credentials in it. */
public record ReceiverUrl(boolean tls, String host, int port, String target) {
  private static final int LONGEST = 2_000;
  private static final int HIGHEST_PORT = 65_535;

  /**
   * @throws IllegalArgumentException that says what was expected
   */
  public static ReceiverUrl parse(String text, boolean httpAllowed) {
    String expected = httpAllowed ? "an https or http URL" : "an https URL";
    URI url;
    try {
      url = new URI(text);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(expected, e);
    }
    boolean tls = "https".equalsIgnoreCase(url.getScheme());
    if (text.length() > LONGEST
        || !(tls || (httpAllowed && "http".equalsIgnoreCase(url.getScheme())))) {
      throw new IllegalArgumentException(expected + " of at most " + LONGEST + " characters");
    }
    if (url.getRawUserInfo() != null || text.contains("@") && url.getHost() == null) {
      throw new IllegalArgumentException(expected + " without user and password in it");
    }
    if (url.getHost() == null || url.getHost().isEmpty() || url.getRawFragment() != null) {
      throw new IllegalArgumentException(expected + " with the name of a host, and no fragment");
    }
    int port = url.getPort() < 0 ? (tls ? 443 : 80) : url.getPort();
    if (port == 0 || port > HIGHEST_PORT) {
      throw new IllegalArgumentException(expected + " with a port from 1 to " + HIGHEST_PORT);
    }
    return new ReceiverUrl(tls, url.getHost(), port, target(url));
  }

  private static String target(URI url) {
    String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
  }

  /** The host without the brackets around an IPv6 address. */
  public String name() {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }
}
