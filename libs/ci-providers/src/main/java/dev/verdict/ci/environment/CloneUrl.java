package dev.verdict.ci.environment;

import org.jspecify.annotations.Nullable;

/** Where a repository was cloned from. */
final class CloneUrl {
  private CloneUrl() {}

  /** The path of the URL that it was cloned from, without what is before and after. */
  static @Nullable String repository(@Nullable String url) {
    if (url == null) {
      return null;
    }
    String path = url.replaceFirst("^[a-z+]+://[^/]+/", "").replaceFirst("^[^/@]+@[^:/]+:", "");
    return path.replaceFirst("\\.git/?$", "").replaceFirst("^/", "");
  }
}
