package dev.verdict.runners;

/** There is no plan. The message tells the person who asked what was looked for, and where. */
public class DiscoveryFailed extends Exception {
  private static final long serialVersionUID = 1L;

  public DiscoveryFailed(String message) {
    super(message);
  }
}
