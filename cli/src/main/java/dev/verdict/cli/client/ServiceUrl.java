package dev.verdict.cli.client;

import dev.verdict.cli.WrongUsage;
import java.net.URI;
import java.net.URISyntaxException;

/** Where a service answers: http or https, a host, perhaps a path before everything. */
public final class ServiceUrl {
  private ServiceUrl() {}

  /**
   * @throws WrongUsage for what is no such address
   */
  public static URI of(String text) {
    try {
      return checked(new URI(text.strip()));
    } catch (URISyntaxException e) {
      throw wrong(text);
    }
  }

  static URI checked(URI url) {
    boolean web =
        "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
    boolean plain =
        url.getRawQuery() == null && url.getRawFragment() == null && url.getUserInfo() == null;
    if (!web || url.getHost() == null || !plain) {
      throw wrong(url.toString());
    }
    return url;
  }

  /** The address of an operation; what stands before all paths of the service stays there. */
  static URI at(URI base, String path) {
    String text = base.toString();
    return URI.create((text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + path);
  }

  private static WrongUsage wrong(String text) {
    return new WrongUsage(
        "address of a service: "
            + text
            + " (expected: an http or https URL without user, query and fragment, such as"
            + " http://localhost:8080)");
  }
}
