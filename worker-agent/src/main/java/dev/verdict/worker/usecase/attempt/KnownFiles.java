package dev.verdict.worker.usecase.attempt;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Files by their content. A time stamp says nothing: an archive, a checkout or a {@code touch}
 * makes it new.
 */
final class KnownFiles {
  private static final int BUFFER = 64 * 1024;

  private final Map<String, Path> byContent = new HashMap<>();

  static KnownFiles of(List<Path> files) throws IOException {
    KnownFiles known = new KnownFiles();
    for (Path file : files) {
      known.add(file);
    }
    return known;
  }

  boolean isEmpty() {
    return byContent.isEmpty();
  }

  /** The file known with this content; null, and then this one is known, when there was none. */
  @Nullable Path add(Path file) throws IOException {
    return byContent.putIfAbsent(digest(file), file);
  }

  boolean hasContentOf(Path file) throws IOException {
    return byContent.containsKey(digest(file));
  }

  private static String digest(Path file) throws IOException {
    MessageDigest sha256 = sha256();
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        sha256.update(buffer, 0, read);
      }
    }
    return HexFormat.of().formatHex(sha256.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
