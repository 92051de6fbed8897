package dev.verdict.ci.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Takes the credentials of a provider, and what looks like one, out of texts for people. */
final class Redaction {
  private static final int SHORTEST = 4;
  private static final int LONGEST_TEXT = 400;
  private static final String MASK = "***";
  private static final Pattern IN_URL =
      Pattern.compile(
          "(?i)([?&](?:[a-z_-]*token|key|password|secret|sig|signature|se|x-(?:amz|goog)-[a-z-]+)=)[^&\\s\"']+");
  private static final Pattern USER_INFO = Pattern.compile("(://)[^/@\\s:]*:?[^/@\\s]*@");
  private static final Pattern HEADER =
      Pattern.compile("(?i)\\b(Bearer|Basic)\\s+[A-Za-z0-9._~+/=-]{8,}");

  private final List<String> longestFirst;

  Redaction(Collection<String> secrets) {
    Set<String> all = new LinkedHashSet<>();
    for (String secret : secrets) {
      String bare = secret.replaceFirst("(?i)^(Bearer|Basic|token)\\s+", "");
      all.add(bare);
      if (secret.regionMatches(true, 0, "Basic ", 0, 6)) {
        all.add(password(bare));
      }
    }
    longestFirst =
        all.stream()
            .filter(each -> each.length() >= SHORTEST)
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
  }

  private static String password(String base64) {
    try {
      String pair = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
      return pair.substring(pair.indexOf(':') + 1);
    } catch (IllegalArgumentException noBase64) {
      return "";
    }
  }

  /** One line, of a length that fits a log, without secrets. */
  String clean(String text) {
    String clean = mask(text).replaceAll("\\p{Cntrl}+", " ").strip();
    return clean.length() <= LONGEST_TEXT ? clean : clean.substring(0, LONGEST_TEXT) + "…";
  }

  /** All of it, without secrets. */
  String mask(String text) {
    String clean = text;
    for (String secret : longestFirst) {
      clean = clean.replace(secret, MASK);
    }
    clean = USER_INFO.matcher(clean).replaceAll("$1" + MASK + "@");
    clean = IN_URL.matcher(clean).replaceAll("$1" + MASK);
    return HEADER.matcher(clean).replaceAll("$1 " + MASK);
  }
}
