package dev.verdict.ci.webhook;

import dev.verdict.plugin.webhook.Authenticity;
import java.util.List;
import java.util.function.Predicate;

/** Which of the keys fits. */
final class Keys {
  private static final String NONE = "there is no secret to check it with";
  private static final String NO_FIT = "none of the secrets fits";

  private Keys() {}

  /**
   * The first of the secrets that fits. One that is blank is none: nobody has to know it.
   *
   * @param fits takes as long for each
   */
  static Authenticity fitting(List<String> secrets, Predicate<String> fits) {
    int found = -1;
    boolean any = false;
    for (int i = 0; i < secrets.size(); i++) {
      String secret = secrets.get(i);
      if (!secret.isBlank()) {
        any = true;
        // All are tried, so that the time does not tell which it was.
        found = fits.test(secret) && found < 0 ? i : found;
      }
    }
    if (found >= 0) {
      return new Authenticity.Genuine(found);
    }
    return new Authenticity.Wrong(any ? NO_FIT : NONE);
  }
}
