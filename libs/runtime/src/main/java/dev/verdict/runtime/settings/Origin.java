package dev.verdict.runtime.settings;

/**
 * Where a value came from.
 *
 * @param kind flag, env, file or default
 * @param where the flag, the variable, or the file with its line
 */
public record Origin(Kind kind, String where) {
  /** From the strongest to the weakest. */
  public enum Kind {
    FLAG,
    ENV,
    FILE,
    DEFAULT
  }

  static final Origin BY_DEFAULT = new Origin(Kind.DEFAULT, "default");

  static Origin flag(String key) {
    return new Origin(Kind.FLAG, "flag " + key);
  }

  static Origin env(String variable) {
    return new Origin(Kind.ENV, "environment variable " + variable);
  }

  static Origin file(String file, int line) {
    return new Origin(Kind.FILE, file + " line " + line);
  }

  @Override
  public String toString() {
    return where;
  }
}
