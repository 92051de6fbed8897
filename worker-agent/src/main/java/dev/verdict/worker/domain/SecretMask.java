package dev.verdict.worker.domain;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Replaces secrets in a stream of bytes, also those that are split over two pieces: what could be
 * the beginning of one is held back until the next piece tells.
 */
public final class SecretMask {
  private static final byte[] MASK = "***".getBytes(StandardCharsets.US_ASCII);

  /** A shorter value would eat ordinary words. */
  private static final int SHORTEST = 4;

  private final List<byte[]> longestFirst;
  private final boolean[] begins = new boolean[256];
  private byte[] held = new byte[0];

  public SecretMask(Collection<String> secrets) {
    this.longestFirst =
        secrets.stream()
            .filter(secret -> secret.length() >= SHORTEST)
            .distinct()
            .map(secret -> secret.getBytes(StandardCharsets.UTF_8))
            .sorted(Comparator.comparingInt((byte[] secret) -> secret.length).reversed())
            .toList();
    for (byte[] secret : longestFirst) {
      begins[secret[0] & 0xff] = true;
    }
  }

  /** The same secrets, for another stream. */
  public SecretMask forAnotherStream() {
    return new SecretMask(
        longestFirst.stream().map(secret -> new String(secret, StandardCharsets.UTF_8)).toList());
  }

  public boolean hasSecrets() {
    return !longestFirst.isEmpty();
  }

  /** What can be shown of this piece and of what was held back. */
  public byte[] next(byte[] piece) {
    return longestFirst.isEmpty() ? piece : scan(joined(piece), false);
  }

  /** What was held back, when nothing more comes. */
  public byte[] end() {
    return scan(joined(new byte[0]), true);
  }

  /** A text that is whole. */
  public String whole(String text) {
    if (longestFirst.isEmpty()) {
      return text;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new String(
        new SecretMaskScan(longestFirst, begins).scan(bytes, true), StandardCharsets.UTF_8);
  }

  private byte[] scan(byte[] bytes, boolean atEnd) {
    SecretMaskScan scan = new SecretMaskScan(longestFirst, begins);
    byte[] shown = scan.scan(bytes, atEnd);
    held = scan.rest();
    return shown;
  }

  private byte[] joined(byte[] piece) {
    byte[] all = new byte[held.length + piece.length];
    System.arraycopy(held, 0, all, 0, held.length);
    System.arraycopy(piece, 0, all, held.length, piece.length);
    return all;
  }

  /** One pass over bytes that start where no secret is half read. */
  private static final class SecretMaskScan {
    private final List<byte[]> longestFirst;
    private final boolean[] begins;
    private byte[] rest = new byte[0];

    SecretMaskScan(List<byte[]> longestFirst, boolean[] begins) {
      this.longestFirst = longestFirst;
      this.begins = begins;
    }

    byte[] rest() {
      return rest;
    }

    byte[] scan(byte[] bytes, boolean atEnd) {
      ByteArrayOutputStream shown = new ByteArrayOutputStream(bytes.length);
      int position = 0;
      while (position < bytes.length) {
        int length = begins[bytes[position] & 0xff] ? secretAt(bytes, position, atEnd) : 0;
        if (length < 0) {
          rest = java.util.Arrays.copyOfRange(bytes, position, bytes.length);
          break;
        }
        if (length == 0) {
          shown.write(bytes[position++]);
        } else {
          shown.writeBytes(MASK);
          position += length;
        }
      }
      return shown.toByteArray();
    }

    /** The length of the secret there; 0: none; -1: cannot be told before more comes. */
    private int secretAt(byte[] bytes, int position, boolean atEnd) {
      int there = bytes.length - position;
      for (byte[] secret : longestFirst) {
        int compared = Math.min(there, secret.length);
        boolean equal =
            java.util.Arrays.equals(bytes, position, position + compared, secret, 0, compared);
        if (equal && compared == secret.length) {
          return secret.length;
        }
        if (equal && !atEnd) {
          return -1;
        }
      }
      return 0;
    }
  }
}
