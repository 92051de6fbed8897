package dev.verdict.artifacts.domain;

import java.util.Locale;

/** How bytes stand on disk. */
public enum Encoding {
  IDENTITY(""),
  GZIP(".gz");

  private final String suffix;

  Encoding(String suffix) {
    this.suffix = suffix;
  }

  /** Of the file's name. */
  public String suffix() {
    return suffix;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** A file's name without what tells how it stands there. */
  public static String bare(String name) {
    return name.endsWith(GZIP.suffix)
        ? name.substring(0, name.length() - GZIP.suffix.length())
        : name;
  }

  public static Encoding of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
