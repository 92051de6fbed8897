package dev.verdict.reports.write.markdown;

import java.util.List;

/** Shares characters among sections. */
final class Room {
  private Room() {}

  /**
   * Everybody gets enough to be counted; then everybody up to a share by weight; then what is left
   * goes to who wants more, the first first.
   */
  static int[] share(List<Section> sections, int room) {
    int[] granted = new int[sections.size()];
    int left = room;
    int weights = 0;
    for (int at = 0; at < granted.length; at++) {
      granted[at] = Math.min(sections.get(at).wanted(), Section.LEAST);
      left -= granted[at];
      weights += sections.get(at).weight();
    }
    int shared = Math.max(0, left);
    for (int at = 0; at < granted.length; at++) {
      int share = (int) ((long) shared * sections.get(at).weight() / Math.max(1, weights));
      left -= grant(granted, at, sections.get(at), Math.min(share, left));
    }
    for (int at = 0; at < granted.length; at++) {
      left -= grant(granted, at, sections.get(at), left);
    }
    return granted;
  }

  private static int grant(int[] granted, int at, Section section, int most) {
    int more = Math.max(0, Math.min(section.wanted() - granted[at], most));
    granted[at] += more;
    return more;
  }
}
