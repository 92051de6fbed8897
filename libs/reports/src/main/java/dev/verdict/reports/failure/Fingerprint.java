package dev.verdict.reports.failure;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What failures of one kind share, across tests and runs.
 *
 * @param key sixteen bytes of the SHA-256 of class, type, message and frame: nobody can steer one
 *     failure into the cluster of another
 * @param text the normalised message, for people and for finding what is similar
 */
public record Fingerprint(UUID key, String text) {
  private static final int MOST_MESSAGE = 300;
  private static final int FEWEST_TELLING_WORDS = 2;
  private static final ThreadLocal<MessageDigest> SHA_256 =
      ThreadLocal.withInitial(Fingerprint::sha256);
  private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}]++");

  /** Words that stand in every second failure and say nothing of it. */
  private static final Set<String> COMMON =
      Set.of(
          "assert",
          "assertion",
          "expected",
          "expect",
          "actual",
          "was",
          "but",
          "got",
          "received",
          "equal",
          "equals",
          "true",
          "false",
          "none",
          "null",
          "not",
          "the",
          "and",
          "for",
          "error",
          "exception",
          "failed",
          "failure",
          "hex",
          "path",
          "time",
          "that",
          "than",
          "should",
          "have",
          "has",
          "been",
          "undefined",
          "nil");

  static Fingerprint of(FailureClass failureClass, Failure failure) {
    String message = message(failure);
    String type = failure.type().strip();
    List<String> frames = StackFrames.telling(failure.detail(), failure.place());
    String key =
        String.join(
            "\n",
            failureClass.word(),
            NormalText.of(cut(type, 200)),
            message,
            frames.isEmpty() ? "" : NormalText.of(frames.getFirst()),
            // "assert # == #" of two tests is not one cause.
            saysLittle(message) && frames.isEmpty() ? failure.place() : "");
    String text = message.isEmpty() ? NormalText.of(cut(type, 200)) : message;
    return new Fingerprint(uuid(key), text.isEmpty() ? failureClass.sentence() : text);
  }

  /** The first line that says something, of the message or else of the last of the stack. */
  private static String message(Failure failure) {
    if (failure.lostReason() != null && failure.message().isBlank()) {
      return failure.lostReason().sentence();
    }
    String first = firstLine(failure.message());
    return NormalText.of(cut(first.isEmpty() ? firstLine(failure.detail()) : first, MOST_MESSAGE));
  }

  private static String firstLine(String text) {
    return text.lines().limit(50).filter(line -> !line.isBlank()).findFirst().orElse("").strip();
  }

  static boolean saysLittle(String message) {
    int telling = 0;
    for (String word : NO_LETTER.split(message)) {
      boolean tells =
          word.length() > 2 && !COMMON.contains(word.toLowerCase(java.util.Locale.ROOT));
      if (tells && ++telling >= FEWEST_TELLING_WORDS) {
        return false;
      }
    }
    return true;
  }

  private static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most);
  }

  private static UUID uuid(String text) {
    byte[] digest = SHA_256.get().digest(text.getBytes(StandardCharsets.UTF_8));
    ByteBuffer half = ByteBuffer.wrap(digest, 0, 16);
    return new UUID(half.getLong(), half.getLong());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
