package dev.verdict.contract.message;

import java.util.UUID;

/**
 * A piece of an attempt's output on {@link dev.verdict.contract.Topics#LOGS}. The record's value is
 * the bytes themselves; this travels in the headers.
 *
 * @param offset of the first byte within the log: a piece that comes twice is recognised by it
 * @param last whether the log ends with this piece
 */
public record LogChunk(AttemptRef attempt, UUID workerId, long offset, boolean last) {
  public static final String HEADER = "verdict-log";

  /** The most bytes in one piece. */
  public static final int MOST_BYTES = 64 * 1024;
}
