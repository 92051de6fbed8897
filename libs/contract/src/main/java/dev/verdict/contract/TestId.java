package dev.verdict.contract;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What a test is called in plans, results and history. */
public final class TestId {
  /** In UTF-8. An index of PostgreSQL holds no more than 2,704 bytes a row. */
  public static final int MOST_BYTES = 2_000;

  private static final int KEPT_BYTES = MOST_BYTES - 20;
  private static final int DIGEST_BYTES = 8;

  private TestId() {}

  /**
   * The id itself, unless it is too long to be kept, as parameters in a name can make it: then its
   * beginning and a digest of all of it, so that it is the same in every run and nobody else's.
   */
  public static String bounded(String id) {
    // Three bytes for each char are the most, so most ids need not be encoded to be measured.
    if (id.length() <= MOST_BYTES / 3) {
      return id;
    }
    byte[] whole = id.getBytes(StandardCharsets.UTF_8);
    return whole.length <= MOST_BYTES ? id : beginning(id) + "…" + digest(whole);
  }

  private static String beginning(String id) {
    CharBuffer chars = CharBuffer.wrap(id);
    CoderResult result =
        StandardCharsets.UTF_8
            .newEncoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .encode(chars, ByteBuffer.allocate(KEPT_BYTES), true);
    assert result.isOverflow() : result;
    return id.substring(0, chars.position());
  }

  private static String digest(byte[] whole) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(whole);
      return HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
