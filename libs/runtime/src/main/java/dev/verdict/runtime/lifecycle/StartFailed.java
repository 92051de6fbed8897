package dev.verdict.runtime.lifecycle;

/** A service could not start. */
public final class StartFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StartFailed(String module, Throwable cause) {
    super(module + " could not start: " + reason(cause), cause);
  }

  private static String reason(Throwable cause) {
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }
}
