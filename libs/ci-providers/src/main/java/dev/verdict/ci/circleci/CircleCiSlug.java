package dev.verdict.ci.circleci;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The name of a project, which on GitHub and Bitbucket has that of its repository. */
final class CircleCiSlug {
  private static final Pattern NAMING =
      Pattern.compile("(?:(gh|github|bb|bitbucket)/)?([^/]+/[^/]+)");

  private CircleCiSlug() {}

  /** Empty for one that names no repository. */
  static Optional<String> repository(String slug) {
    Matcher matcher = NAMING.matcher(slug);
    return matcher.matches() ? Optional.of(matcher.group(2)) : Optional.empty();
  }

  /**
   * Whether two can name the same project: its host has a short name and a long one, and what
   * CircleCI itself counts has more than one id.
   */
  static boolean canBeSame(String one, String other) {
    String ours = plain(one);
    String its = plain(other);
    return ours.equals(its) || (ours.startsWith("circleci/") && its.startsWith("circleci/"));
  }

  private static String plain(String slug) {
    String lower = slug.toLowerCase(Locale.ROOT);
    Matcher matcher = NAMING.matcher(lower);
    if (!matcher.matches()) {
      return lower;
    }
    String host = matcher.group(1) == null ? "gh" : matcher.group(1);
    return (host.startsWith("g") ? "gh/" : "bb/") + matcher.group(2);
  }
}
