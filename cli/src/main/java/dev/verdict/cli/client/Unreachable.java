package dev.verdict.cli.client;

import java.net.URI;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Nobody answers there. */
public final class Unreachable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public Unreachable(URI url, Throwable cause) {
    super(
        url.getScheme()
            + "://"
            + url.getAuthority()
            + (isAboutTls(cause) ? " cannot be talked to: " : " does not answer: ")
            + why(cause)
            + " ("
            + advice(cause)
            + ")",
        cause);
  }

  private static String advice(Throwable cause) {
    return isAboutTls(cause)
        ? "if its certificate is of your own authority, give that with --ca-file FILE"
        : "is it running? start one with 'verdict up', or name one with --coordinator URL";
  }

  /** It answers, and one of both does not believe the other. */
  public boolean isAboutTls() {
    return isAboutTls(getCause());
  }

  private static boolean isAboutTls(@Nullable Throwable cause) {
    return cause instanceof SSLException
        || (cause != null && cause.getCause() instanceof SSLException);
  }

  private static String why(Throwable cause) {
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }
}
