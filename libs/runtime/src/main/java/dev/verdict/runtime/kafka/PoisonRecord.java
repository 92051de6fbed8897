package dev.verdict.runtime.kafka;

/** A record that can never be processed, however often it is tried. */
public final class PoisonRecord extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Received record;

  public PoisonRecord(Received record, String why) {
    super(record.position() + ": " + why);
    this.record = record;
  }

  public Received record() {
    return record;
  }
}
