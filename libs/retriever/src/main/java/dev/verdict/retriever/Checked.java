package dev.verdict.retriever;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/** Reading files together with the hash of what was read. */
final class Checked {
  private Checked() {}

  static String sha256(Path file) throws IOException {
    return copy(file, OutputStream.nullOutputStream());
  }

  /**
   * A copy that is whole or not there, of content that is what it should be; false when it is not.
   */
  static boolean copy(Path file, Path target, String sha256) throws IOException {
    Path directory = Objects.requireNonNull(target.toAbsolutePath().getParent());
    Files.createDirectories(directory);
    Path beside = Files.createTempFile(directory, ".artifact", "");
    try {
      String found;
      try (OutputStream out = Files.newOutputStream(beside)) {
        found = copy(file, out);
      }
      if (!found.equals(sha256)) {
        return false;
      }
      Files.move(
          beside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return true;
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  private static String copy(Path file, OutputStream out) throws IOException {
    MessageDigest digest = newSha256();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(out);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
