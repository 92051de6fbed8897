package dev.verdict.cli.client;

import java.net.URI;

/** Nobody answers there. */
public final class Unreachable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public Unreachable(URI url, Throwable cause) {
    super(
        url.getScheme()
            + "://"
            + url.getAuthority()
            + " does not answer: "
            + why(cause)
            + " (is it running? start one with 'verdict up', or name one with --coordinator URL)",
        cause);
  }

  private static String why(Throwable cause) {
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }
}
