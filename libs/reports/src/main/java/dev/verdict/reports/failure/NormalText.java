package dev.verdict.reports.failure;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text without what differs from one time to the next: times, identifiers, addresses, paths and
 * numbers. What is left is the same for failures of one kind.
 */
public final class NormalText {
  private static final Pattern ESCAPES = Pattern.compile("\u001b\\[[0-9;?]*+[A-Za-z]");
  private static final Pattern URL =
      Pattern.compile("\\b(https?|wss?|jdbc:\\w++)://([^/\\s:?#\"'<>)]++)[^\\s\"'<>)]*+");
  private static final Pattern TIME =
      Pattern.compile(
          "\\b\\d{4}-\\d{2}-\\d{2}(?:[T ]\\d{2}:\\d{2}(?::\\d{2}(?:[.,]\\d++)?)?"
              + "(?:Z|[+-]\\d{2}:?\\d{2})?)?|\\b\\d{1,2}:\\d{2}:\\d{2}(?:[.,]\\d++)?");
  private static final Pattern UUID =
      Pattern.compile(
          "\\b[0-9a-fA-F]{8}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{12}\\b");
  private static final Pattern PATH = Pattern.compile("(?:\\b[A-Za-z]:)?[\\\\/][\\w.@+~%\\\\/-]++");
  private static final Pattern HEX =
      Pattern.compile(
          "\\b0x[0-9a-fA-F]++|@[0-9a-f]{5,16}\\b|\\b(?=[a-f]*+\\d)(?=\\d*+[a-f])[0-9a-f]{7,64}\\b");
  private static final Pattern NUMBER = Pattern.compile("\\d(?:\\d|[.,:](?=\\d))*+");
  private static final Pattern SPACE = Pattern.compile("\\s++");

  private NormalText() {}

  public static String of(String text) {
    String normal = text;
    if (normal.indexOf('\u001b') >= 0) {
      normal = ESCAPES.matcher(normal).replaceAll("");
    }
    if (normal.contains("://")) {
      normal = URL.matcher(normal).replaceAll("$1:<$2>");
    }
    normal = TIME.matcher(normal).replaceAll("<time>");
    normal = UUID.matcher(normal).replaceAll("<id>");
    if (normal.indexOf('/') >= 0 || normal.indexOf('\\') >= 0) {
      normal = PATH.matcher(normal).replaceAll(NormalText::shortPath);
    }
    normal = HEX.matcher(normal).replaceAll("<hex>");
    normal = NUMBER.matcher(normal).replaceAll("#");
    return SPACE.matcher(normal).replaceAll(" ").strip();
  }

  /** The file says what, its directory says where this time; a temporary one says nothing. */
  private static String shortPath(java.util.regex.MatchResult path) {
    String whole = path.group().replace('\\', '/');
    if (isTemporary(whole)) {
      return "<tmp>";
    }
    String file = whole.endsWith("/") ? whole.substring(0, whole.length() - 1) : whole;
    int name = file.lastIndexOf('/');
    // One slash alone is a fraction, a route, or an "and/or".
    return Matcher.quoteReplacement(
        name <= file.indexOf('/') ? path.group() : "<path>/" + file.substring(name + 1));
  }

  private static boolean isTemporary(String path) {
    return path.startsWith("/tmp/")
        || path.startsWith("/var/tmp/")
        || path.contains("/var/folders/")
        || path.contains("/Temp/")
        || path.contains("/pytest-of-");
  }
}
