package dev.verdict.reporter.domain.telling;

import dev.verdict.contract.Verdict;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What was said at a place.
 *
 * @param state in the word of ours that the provider translates
 * @param verdict absent while the run went on
 * @param digest of everything that was said: the same is not said twice
 */
public record Said(String state, String title, @Nullable Verdict verdict, String digest) {

  public static Said of(String state, String title, @Nullable Verdict verdict, String whole) {
    return new Said(state, title, verdict, digest(state + "\n" + title + "\n" + whole));
  }

  public boolean saysTheSameAs(@Nullable Said other) {
    return other != null && digest.equals(other.digest);
  }

  private static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
