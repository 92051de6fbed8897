package dev.verdict.reports.text;

/** Knows whether the characters of an XML file have come into a CDATA section. */
final class CdataTracker {
  private static final String BEGIN = "<![CDATA[";

  private boolean inside;
  private int matched;

  boolean isInside() {
    return inside;
  }

  void see(char c) {
    if (inside) {
      if (c == ']') {
        matched = Math.min(2, matched + 1);
      } else {
        inside = matched < 2 || c != '>';
        matched = 0;
      }
    } else if (c == BEGIN.charAt(matched)) {
      matched++;
      if (matched == BEGIN.length()) {
        inside = true;
        matched = 0;
      }
    } else {
      matched = c == '<' ? 1 : 0;
    }
  }
}
