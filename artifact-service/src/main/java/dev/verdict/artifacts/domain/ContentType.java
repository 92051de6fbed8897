package dev.verdict.artifacts.domain;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What bytes are, told by the bytes. A name may only choose between kinds of plain text, so a
 * script cannot call itself a picture, nor a picture become a page.
 */
public final class ContentType {
  public static final String BINARY = "application/octet-stream";
  public static final String TEXT = "text/plain";

  /** As many first bytes as the detection looks at. */
  public static final int HEAD_BYTES = 1024;

  private record Magic(int at, String bytes, String type) {}

  private static final List<Magic> MAGIC =
      List.of(
          new Magic(0, "\u0089PNG\r\n\u001a\n", "image/png"),
          new Magic(0, "\u00ff\u00d8\u00ff", "image/jpeg"),
          new Magic(0, "GIF8", "image/gif"),
          new Magic(8, "WEBP", "image/webp"),
          new Magic(0, "%PDF-", "application/pdf"),
          new Magic(0, "\u001f\u008b", "application/gzip"),
          new Magic(0, "PK\u0003\u0004", "application/zip"),
          new Magic(0, "PK\u0005\u0006", "application/zip"),
          new Magic(0, "\u0028\u00b5\u002f\u00fd", "application/zstd"),
          new Magic(257, "ustar", "application/x-tar"),
          new Magic(4, "ftyp", "video/mp4"),
          new Magic(0, "\u001a\u0045\u00df\u00a3", "video/webm"),
          new Magic(0, "SQLite format 3\u0000", "application/vnd.sqlite3"));

  private static final Map<String, String> TEXTS_BY_NAME =
      Map.of(
          ".csv",
          "text/csv",
          ".md",
          "text/markdown",
          ".yaml",
          "application/yaml",
          ".yml",
          "application/yaml");

  private ContentType() {}

  /**
   * Detects the kind of a file from its first bytes; at most {@link #HEAD_BYTES} of them matter.
   */
  public static String detect(byte[] head, String name) {
    for (Magic magic : MAGIC) {
      if (has(head, magic)) {
        return magic.type();
      }
    }
    return isText(head) ? kindOfText(head, name) : BINARY;
  }

  /** Whether a file that begins so gets much smaller. */
  public static boolean isCompressible(byte[] head) {
    return isText(head) && !detect(head, "").equals("application/pdf");
  }

  /** Whether it is one of the usual lists of test cases. */
  public static boolean isTestResult(byte[] head) {
    String start = new String(head, StandardCharsets.UTF_8);
    return detect(head, "").equals("application/xml")
        && (start.contains("<testsuite")
            || start.contains("<test-run")
            || start.contains("<TestRun"));
  }

  private static boolean has(byte[] head, Magic magic) {
    if (head.length < magic.at() + magic.bytes().length()) {
      return false;
    }
    for (int i = 0; i < magic.bytes().length(); i++) {
      if ((head[magic.at() + i] & 0xff) != magic.bytes().charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static String kindOfText(byte[] head, String name) {
    String start = new String(head, StandardCharsets.UTF_8).replace("\ufeff", "").stripLeading();
    String lower = start.toLowerCase(Locale.ROOT);
    if (lower.startsWith("<!doctype html") || lower.startsWith("<html")) {
      return "text/html";
    }
    if (lower.startsWith("<?xml") || lower.startsWith("<svg") || lower.startsWith("<testsuite")) {
      return lower.contains("<svg") ? "image/svg+xml" : "application/xml";
    }
    if (looksLikeJson(start)) {
      return "application/json";
    }
    String lowerName = name.toLowerCase(Locale.ROOT);
    int dot = lowerName.lastIndexOf('.');
    return dot < 0 ? TEXT : TEXTS_BY_NAME.getOrDefault(lowerName.substring(dot), TEXT);
  }

  /** A log may well begin with a bracket, so what follows must fit too. */
  private static boolean looksLikeJson(String start) {
    if (start.length() < 2) {
      return false;
    }
    char next = start.substring(1).stripLeading().concat(" ").charAt(0);
    return switch (start.charAt(0)) {
      case '{' -> next == '"' || next == '}';
      case '[' -> "\"{[]".indexOf(next) >= 0;
      default -> false;
    };
  }

  /**
   * UTF-8 without the control characters that no text has. The last character may be cut by the end
   * of the head.
   */
  private static boolean isText(byte[] head) {
    for (byte b : head) {
      if (b >= 0 && b < 0x20 && "\t\n\r\f\u001b\b".indexOf(b) < 0) {
        return false;
      }
    }
    ByteBuffer in = ByteBuffer.wrap(head);
    try {
      CoderResult end =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(in, CharBuffer.allocate(head.length + 1), false);
      if (end.isError()) {
        end.throwException();
      }
      boolean cut = head.length >= HEAD_BYTES;
      return in.remaining() < (cut ? 4 : 1);
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
