package dev.verdict.reports.badge;

/** Colours by what they mean; the word is what shields.io calls them. */
public enum BadgeColour {
  GOOD("brightgreen", "#357d00"),
  NEARLY("green", "#57720a"),
  SO_SO("yellow", "#946f00"),
  POOR("orange", "#b8560b"),
  BAD("red", "#c43a26"),
  UNKNOWN("lightgrey", "#6b6b6b");

  private final String word;
  private final String hex;

  BadgeColour(String word, String hex) {
    this.word = word;
    this.hex = hex;
  }

  /** In JSON for shields.io. */
  public String word() {
    return word;
  }

  /** Dark enough that white text on it has a contrast of 4.5 to 1. */
  String hex() {
    return hex;
  }
}
