package dev.verdict.reports.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The first bytes of a file, and what they tell about all the others. */
public final class ReportHead {
  /** Enough for a declaration, a comment with a licence, and the first element. */
  public static final int SIZE = 8192;

  private static final Pattern SPACE_BEFORE_DECLARATION = Pattern.compile("\\A(\\s+)<\\?xml\\s");

  private final byte[] bytes;
  private final DetectedEncoding encoding;
  private final String text;

  private ReportHead(byte[] bytes) {
    this.bytes = bytes;
    this.encoding = DetectedEncoding.of(bytes);
    int bom = encoding.bomLength();
    this.text = new String(bytes, bom, bytes.length - bom, encoding.charset());
  }

  /** Looks at a stream that supports marks, and leaves it where it was. */
  public static ReportHead peek(InputStream content) throws IOException {
    content.mark(SIZE);
    byte[] bytes = content.readNBytes(SIZE);
    content.reset();
    return new ReportHead(bytes);
  }

  public boolean startsWith(int... expected) {
    return startsWith(bytes, expected);
  }

  static boolean startsWith(byte[] bytes, int... expected) {
    if (bytes.length < expected.length) {
      return false;
    }
    for (int i = 0; i < expected.length; i++) {
      if ((bytes[i] & 0xff) != expected[i]) {
        return false;
      }
    }
    return true;
  }

  /** The first characters, decoded as far as they can be. */
  public String text() {
    return text;
  }

  public Charset charset() {
    return encoding.charset();
  }

  /** What contradicts itself in the declared encoding; null if nothing does. */
  public @Nullable String contradiction() {
    return encoding.contradiction();
  }

  /** White space before the XML declaration, which XML forbids and many writers leave. */
  public String strayLeadingSpace() {
    Matcher matcher = SPACE_BEFORE_DECLARATION.matcher(text);
    return matcher.find() ? matcher.group(1) : "";
  }

  /**
   * The characters of the stream that {@link #peek} looked at, after {@link #strayLeadingSpace}.
   */
  public LegalCharacters open(InputStream content) throws IOException {
    content.skipNBytes(encoding.bomLength());
    LegalCharacters characters =
        new LegalCharacters(new LenientDecoder(content, encoding.charset()));
    for (int i = 0; i < strayLeadingSpace().length(); i++) {
      characters.read();
    }
    return characters;
  }
}
