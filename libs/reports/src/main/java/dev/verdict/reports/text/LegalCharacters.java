package dev.verdict.reports.text;

import dev.verdict.reports.Position;
import java.io.IOException;
import java.io.Reader;

/**
 * Makes characters that an XML parser can take, where that cannot change what the file says: what
 * XML forbids is replaced, and an ampersand that begins nothing is escaped. So no reference to an
 * entity ever comes to the parser.
 *
 * <p>It also bounds how much a parser can swallow before it gives something back.
 */
public final class LegalCharacters extends Reader {
  /** Stands for a character that could not stay. */
  public static final char REPLACEMENT = '\uFFFD';

  private static final String REST_OF_AMPERSAND = "amp;";

  private final LenientDecoder decoder;
  private final char[] buffer = new char[8192];
  private int next;
  private int limit;
  private boolean atEnd;

  private final CdataTracker cdata = new CdataTracker();
  private final ReplacedCharacters illegal = new ReplacedCharacters();
  private final ReplacedCharacters ampersands = new ReplacedCharacters();
  private String pending = "";
  private boolean afterFirstHalf;

  private long taken;
  private int line = 1;
  private int column = 1;
  private Position firstMisfit = Position.WHOLE_FILE;
  private long allowance = Long.MAX_VALUE;

  LegalCharacters(LenientDecoder decoder) {
    this.decoder = decoder;
  }

  /** From now on, no more than this many characters come out until it is called again. */
  public void allow(long characters) {
    allowance = characters;
  }

  /** What XML forbids; others may add what they replaced later. */
  public ReplacedCharacters illegal() {
    return illegal;
  }

  /** Ampersands that were escaped. */
  public ReplacedCharacters ampersands() {
    return ampersands;
  }

  /** How many bytes were not in the encoding. */
  public long misfits() {
    return decoder.misfits();
  }

  public Position firstMisfit() {
    return firstMisfit;
  }

  /** Where reading has come to, which is a little ahead of the parser. */
  public Position position() {
    return new Position(line, column);
  }

  /** Whether XML 1.0 forbids it. Lone surrogates never leave a decoder. */
  public static boolean isIllegal(char c) {
    return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == '\uFFFE' || c == '\uFFFF';
  }

  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    if (allowance <= 0) {
      throw new TooMuchAtOnce();
    }
    int most = (int) Math.min(length, allowance);
    int count = 0;
    while (count < most && (!pending.isEmpty() || next < limit || (count == 0 && fill()))) {
      target[offset + count++] = take();
    }
    allowance -= count;
    return count == 0 ? -1 : count;
  }

  private char take() throws IOException {
    if (!pending.isEmpty()) {
      char c = pending.charAt(0);
      pending = pending.substring(1);
      return c;
    }
    return buffer[next] == '&' && !cdata.isInside() ? takeAmpersand() : takePlain();
  }

  private char takePlain() {
    char c = buffer[next];
    if (taken == decoder.firstMisfit()) {
      firstMisfit = position();
    }
    cdata.see(c);
    if (isIllegal(c)) {
      illegal.add(c, position());
      c = REPLACEMENT;
    }
    pass(1);
    if (c == '\n') {
      line++;
      column = 1;
    }
    return c;
  }

  private char takeAmpersand() throws IOException {
    while (limit - next < Reference.LOOK_AHEAD && fill()) {}
    Reference reference = Reference.at(buffer, next, limit);
    if (reference == null) {
      ampersands.add('&', position());
      pending = REST_OF_AMPERSAND;
      return takePlain();
    }
    return reference.isRefused() ? takeRefused(reference) : takePlain();
  }

  /** Two halves of a character become that character; all else becomes a replacement. */
  private char takeRefused(Reference reference) {
    char half = (char) reference.value();
    Reference following = Reference.at(buffer, next + reference.length(), limit);
    boolean firstHalf =
        Character.isHighSurrogate(half)
            && following != null
            && Character.isLowSurrogate((char) following.value());
    boolean wholeHalf = firstHalf || (afterFirstHalf && Character.isLowSurrogate(half));
    afterFirstHalf = firstHalf;
    if (!wholeHalf) {
      illegal.add(half, position());
    }
    pass(reference.length());
    return wholeHalf ? half : REPLACEMENT;
  }

  private void pass(int count) {
    next += count;
    taken += count;
    column += count;
  }

  private boolean fill() throws IOException {
    if (atEnd) {
      return false;
    }
    System.arraycopy(buffer, next, buffer, 0, limit - next);
    limit -= next;
    next = 0;
    int count = decoder.read(buffer, limit, buffer.length - limit);
    atEnd = count < 0;
    limit += Math.max(count, 0);
    return !atEnd;
  }

  @Override
  public void close() {
    // The stream belongs to whoever opened it.
  }
}
