package dev.verdict.reports.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;

/**
 * Decodes a stream and reads each byte that does not fit as windows-1252, which is what it nearly
 * always is. No byte that means something to XML is changed by that.
 */
final class LenientDecoder extends Reader {
  private static final Charset FALLBACK = Charset.forName("windows-1252");

  private final InputStream content;
  private final CharsetDecoder decoder;
  private final ByteBuffer bytes = ByteBuffer.allocate(16 * 1024).flip();
  private final CharBuffer chars = CharBuffer.allocate(16 * 1024).flip();
  private boolean atEnd;
  private long decoded;
  private long misfits;
  private long firstMisfit = -1;

  LenientDecoder(InputStream content, Charset charset) {
    this.content = content;
    this.decoder = charset.newDecoder();
  }

  /** How many bytes did not fit. */
  long misfits() {
    return misfits;
  }

  /** The index of the first character that did not fit; -1 if all did. */
  long firstMisfit() {
    return firstMisfit;
  }

  Charset charset() {
    return decoder.charset();
  }

  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    while (!chars.hasRemaining()) {
      if (atEnd && !bytes.hasRemaining()) {
        return -1;
      }
      decode();
    }
    int count = Math.min(length, chars.remaining());
    chars.get(target, offset, count);
    return count;
  }

  private void decode() throws IOException {
    fill();
    chars.clear();
    CoderResult result = decoder.decode(bytes, chars, atEnd);
    while (result.isError()) {
      if (chars.remaining() < result.length()) {
        // The bytes are still there: they are met again when there is room.
        break;
      }
      replace(result.length());
      result = decoder.decode(bytes, chars, atEnd);
    }
    if (result.isUnderflow() && atEnd) {
      bytes.position(bytes.limit());
    }
    decoded += chars.position();
    chars.flip();
  }

  private void replace(int count) {
    if (firstMisfit < 0) {
      firstMisfit = decoded + chars.position();
    }
    misfits += count;
    byte[] misfit = new byte[count];
    bytes.get(misfit);
    chars.put(FALLBACK.decode(ByteBuffer.wrap(misfit)));
  }

  private void fill() throws IOException {
    if (atEnd) {
      return;
    }
    bytes.compact();
    int count = content.read(bytes.array(), bytes.position(), bytes.remaining());
    if (count < 0) {
      atEnd = true;
    } else {
      bytes.position(bytes.position() + count);
    }
    bytes.flip();
  }

  @Override
  public void close() {
    // The stream belongs to whoever opened it.
  }
}
