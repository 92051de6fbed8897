package dev.verdict.cli;

/** The command line asks for something that cannot be. */
public final class WrongUsage extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public WrongUsage(String message) {
    super(message);
  }
}
