package dev.verdict.coordinator.outbound.pg;

import dev.verdict.contract.api.Requirements;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;

/** Names a kind of task: equal needs have equal digests, in whatever order they were written. */
final class RequirementDigest {
  private RequirementDigest() {}

  static String of(String type, Requirements needs) {
    String canonical =
        String.join(
            "\n",
            type,
            Double.toString(needs.cpu()),
            Long.toString(needs.memory()),
            Long.toString(needs.gpuMemory()),
            needs.hardware().stream().sorted().toList().toString(),
            new TreeMap<>(needs.labels()).toString());
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
