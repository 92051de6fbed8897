package dev.verdict.runtime.logging;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Knows what must not be shown. It is one for the process, as logging is: a secret that one part
 * has read must not appear in a line of another.
 */
public final class Masking {
  public static final String MASK = "***";

  private static final int SHORTEST = 4;
  private static final int CLEARLY_SECRET = 8;
  private static final int MOST = 2_000;

  // Every repetition is bounded: anybody can send text that is made to be searched for long.
  private static final Pattern HEADER =
      Pattern.compile("(?i)\\b(Bearer|Basic)\\s{1,20}[A-Za-z0-9._~+/=-]{6,}");
  private static final Pattern NAMED =
      Pattern.compile(
          "(?i)\\b((?:[a-z0-9]+[_.-]){0,20}(?:token|password|passwd|secret|api[_-]?key|x-api-key))"
              + "(\"?\\s*[=:]\\s*\"?)(?!\\*\\*\\*)[^\\s\"'&,;}]+");
  private static final Pattern USER_INFO =
      Pattern.compile("(\\b[a-z][a-z0-9+.-]{0,20}://[^\\s/@:]{0,200}:)[^\\s/@]{1,1000}@");
  private static final Pattern JWT =
      Pattern.compile("\\beyJ[A-Za-z0-9_-]{8,2000}\\.[A-Za-z0-9_-]{4,8000}\\.[A-Za-z0-9_-]{4,}");

  private static final Set<String> SECRETS = Collections.synchronizedSet(new LinkedHashSet<>());
  // A copy for reading, because every log line asks and secrets are added rarely. Longest first, so
  // that a secret that contains another is masked whole.
  private static volatile List<String> longestFirst = List.of();

  private Masking() {}

  /** From now on this value is masked. The oldest is forgotten when there are too many. */
  public static void remember(String secret) {
    if (secret.length() < SHORTEST) {
      return;
    }
    synchronized (SECRETS) {
      if (!SECRETS.add(secret)) {
        return;
      }
      if (SECRETS.size() > MOST) {
        SECRETS.remove(SECRETS.iterator().next());
      }
      longestFirst = sorted(SECRETS);
    }
  }

  /** The text without secrets. */
  public static String mask(String text) {
    String masked = text;
    for (String secret : longestFirst) {
      if (masked.contains(secret)) {
        masked = withoutSecret(masked, secret);
      }
    }
    masked = HEADER.matcher(masked).replaceAll("$1 " + MASK);
    masked = JWT.matcher(masked).replaceAll(MASK);
    masked = USER_INFO.matcher(masked).replaceAll("$1" + MASK + "@");
    return NAMED.matcher(masked).replaceAll("$1$2" + MASK);
  }

  /** The value of something with a name: all of it, if the name says that it is secret. */
  public static String mask(String name, String value) {
    return looksSecret(name) ? MASK : mask(value);
  }

  /** Whether a setting or a field of this name holds something that must not be shown. */
  public static boolean looksSecret(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.contains("password")
        || lower.contains("secret")
        || lower.contains("token")
        || lower.contains("jaas")
        || lower.contains("api_key")
        || lower.endsWith(".key");
  }

  private static String withoutSecret(String text, String secret) {
    if (secret.length() >= CLEARLY_SECRET) {
      return text.replace(secret, MASK);
    }
    // A short one is masked as a word only, or it would eat parts of ordinary words.
    String word = "(?<![A-Za-z0-9])" + Pattern.quote(secret) + "(?![A-Za-z0-9])";
    return Pattern.compile(word).matcher(text).replaceAll(Matcher.quoteReplacement(MASK));
  }

  private static List<String> sorted(Collection<String> secrets) {
    return secrets.stream()
        .sorted(java.util.Comparator.comparingInt(String::length).reversed())
        .toList();
  }
}
