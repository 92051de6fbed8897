package dev.verdict.artifacts.domain;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What we write into a log in our own name, so that nobody takes a part for the whole. */
public final class LogNotes {
  private LogNotes() {}

  /**
   * Stands in a hole. It is exactly as long as the hole, so that offsets keep their meaning for
   * everybody who follows.
   *
   * @param hole how many bytes are missing
   * @param at which part of the note is asked for
   * @param length how much of it
   */
  public static byte[] inHole(long hole, long at, int length) {
    byte[] note =
        (" [verdict: " + hole + " bytes of the output never arrived] ")
            .getBytes(StandardCharsets.US_ASCII);
    byte[] part = new byte[length];
    Arrays.fill(part, (byte) ' ');
    if (note.length + 2 > hole) {
      Arrays.fill(part, (byte) '?');
      return part;
    }
    for (int i = 0; i < length; i++) {
      long position = at + i;
      if (position == 0 || position == hole - 1) {
        part[i] = '\n';
      } else if (position <= note.length) {
        part[i] = note[(int) position - 1];
      }
    }
    return part;
  }

  /** Stands at the end when the end is not the end; empty when everything is there. */
  public static byte[] atEnd(LogState log, long limit) {
    StringBuilder note = new StringBuilder();
    long missing = Math.min(log.seen(), limit) - log.covered().end();
    if (missing > 0) {
      line(note, missing + " bytes of the output never arrived");
    }
    long cut = log.seen() - limit;
    if (cut > 0) {
      line(note, "cut here, " + cut + " more bytes came and " + limit + " are kept");
    }
    if (log.length() == null) {
      line(note, "the worker did not say that this is all of the output");
    }
    return note.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static void line(StringBuilder note, String text) {
    note.append(note.isEmpty() ? "\n" : "").append("[verdict: ").append(text).append("]\n");
  }
}
