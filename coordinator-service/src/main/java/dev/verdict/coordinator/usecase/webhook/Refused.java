package dev.verdict.coordinator.usecase.webhook;

/** Nobody knows whether the delivery is from whom it says. */
public final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public Refused(String why) {
    super(why, null, false, false);
  }

  public String why() {
    return String.valueOf(getMessage());
  }
}
