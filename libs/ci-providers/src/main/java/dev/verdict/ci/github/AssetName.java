package dev.verdict.ci.github;

import dev.verdict.ci.PlainName;

/** Names of assets, of letters that GitHub leaves as they are. */
final class AssetName {
  private static final int LONGEST = 100;

  private AssetName() {}

  static String prefix(String testRunId) {
    return PlainName.digest(testRunId) + "-";
  }

  /** Two names that differ only in letters that GitHub replaces must not meet. */
  static String of(String testRunId, String name) {
    String plain = name.replaceAll("[^A-Za-z0-9._-]+", ".");
    int from = Math.max(0, plain.length() - LONGEST);
    return prefix(testRunId) + PlainName.digest(name) + "-" + plain.substring(from);
  }
}
