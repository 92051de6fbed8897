package dev.verdict.ci.http;

import java.net.URI;

/** What went wrong at another host than that of the API, to which the API has led us. */
final class BrokenElsewhere extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String host;

  BrokenElsewhere(URI url, Throwable cause) {
    super(cause.getMessage(), cause, false, false);
    this.host = String.valueOf(url.getHost());
  }

  String host() {
    return host;
  }

  Throwable itself() {
    return getCause() == null ? this : getCause();
  }
}
