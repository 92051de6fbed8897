package dev.verdict.reports.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The encoding in which a file can be read, which is not always the one it declares.
 *
 * @param contradiction what the file declares and does not keep; null where it keeps it
 */
record DetectedEncoding(Charset charset, int bomLength, @Nullable String contradiction) {
  private static final Pattern DECLARED =
      Pattern.compile("\\A\\s*<\\?xml\\s[^>]*?encoding\\s*=\\s*[\"']([A-Za-z0-9._-]+)[\"']");

  /** The bytes rule; what the declaration says is believed only where the bytes allow it. */
  static DetectedEncoding of(byte[] head) {
    if (ReportHead.startsWith(head, 0xef, 0xbb, 0xbf)) {
      return checked(head, UTF_8, 3);
    }
    if (ReportHead.startsWith(head, 0xff, 0xfe)) {
      return checked(head, UTF_16LE, 2);
    }
    if (ReportHead.startsWith(head, 0xfe, 0xff)) {
      return checked(head, UTF_16BE, 2);
    }
    if (ReportHead.startsWith(head, '<', 0)) {
      return checked(head, UTF_16LE, 0);
    }
    if (ReportHead.startsWith(head, 0, '<')) {
      return checked(head, UTF_16BE, 0);
    }
    return declared(head);
  }

  private static DetectedEncoding checked(byte[] head, Charset charset, int bomLength) {
    String name = declaredName(new String(head, bomLength, head.length - bomLength, charset));
    Charset declared = name == null ? charset : find(name);
    boolean agrees =
        charset.equals(declared)
            || (UTF_16.equals(declared) && charset.name().startsWith("UTF-16"));
    return new DetectedEncoding(
        charset, bomLength, agrees ? null : name + " (found: " + charset.name() + ")");
  }

  private static DetectedEncoding declared(byte[] head) {
    String name = declaredName(new String(head, ISO_8859_1));
    if (name == null) {
      return new DetectedEncoding(UTF_8, 0, null);
    }
    Charset charset = find(name);
    if (charset == null || !writesAsciiAsAscii(charset)) {
      return new DetectedEncoding(UTF_8, 0, name + " (read as UTF-8)");
    }
    // UTF-8 holds all of ASCII, and files that declare ASCII seldom keep to it.
    return new DetectedEncoding(US_ASCII.equals(charset) ? UTF_8 : charset, 0, null);
  }

  private static @Nullable String declaredName(String text) {
    Matcher matcher = DECLARED.matcher(text);
    return matcher.find() ? matcher.group(1) : null;
  }

  private static @Nullable Charset find(String name) {
    try {
      return Charset.isSupported(name) ? Charset.forName(name) : null;
    } catch (IllegalCharsetNameException e) {
      return null;
    }
  }

  private static boolean writesAsciiAsAscii(Charset charset) {
    return charset.canEncode()
        && Arrays.equals("<?xml".getBytes(charset), "<?xml".getBytes(US_ASCII));
  }
}
