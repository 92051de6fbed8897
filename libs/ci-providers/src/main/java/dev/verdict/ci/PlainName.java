package dev.verdict.ci;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A name in letters, digits and {@code -._} only, which every CI system takes, and which can be
 * read back: any other byte is {@code _} and two hexadecimal digits.
 */
public final class PlainName {
  private static final int DIGITS = 12;
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private PlainName() {}

  public static String of(String name) {
    StringBuilder plain = new StringBuilder();
    for (byte each : name.getBytes(StandardCharsets.UTF_8)) {
      char letter = (char) (each & 0xff);
      // A name that begins with a dot is hidden, or not taken.
      boolean stays = letter == '.' ? !plain.isEmpty() : isPlain(letter);
      if (stays) {
        plain.append(letter);
      } else {
        plain.append('_').append(HEX.toHexDigits(each));
      }
    }
    return plain.toString();
  }

  private static boolean isPlain(char letter) {
    return (letter >= 'a' && letter <= 'z')
        || (letter >= 'A' && letter <= 'Z')
        || (letter >= '0' && letter <= '9')
        || letter == '-';
  }

  /** The name that {@code plain} was made of; itself if it was made by somebody else. */
  public static String read(String plain) {
    byte[] bytes = new byte[plain.length()];
    int length = 0;
    try {
      for (int i = 0; i < plain.length(); i++) {
        if (plain.charAt(i) == '_') {
          bytes[length++] = (byte) HexFormat.fromHexDigits(plain, i + 1, i + 3);
          i += 2;
        } else {
          bytes[length++] = (byte) plain.charAt(i);
        }
      }
    } catch (IllegalArgumentException | IndexOutOfBoundsException notOurs) {
      return plain;
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  /** Twelve hexadecimal digits that stand for a text of any length. */
  public static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
