package dev.verdict.reports.junit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.reports.ReportedCase;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CutEverywhereTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "surefire-reruns.xml",
        "pytest-xunit2.xml",
        "phpunit.xml",
        "googletest.xml",
        "bazel.xml",
        "bom-utf16le.xml",
        "bom-utf8.xml"
      })
  void aCutFileKeepsAPrefixAndIsNeverComplete(String file) {
    byte[] whole = ReadBack.bytes(file);
    List<ReportedCase> all = ReadBack.of(whole).cases();
    int end = endOfRoot(whole);

    for (int length = 0; length < end; length++) {
      ReadBack cut = ReadBack.of(Arrays.copyOf(whole, length));

      assertThat(cut.result().complete()).as("cut after %d bytes", length).isFalse();
      assertThat(cut.result().trusted()).as("cut after %d bytes", length).isFalse();
      assertThat(cut.result().totals().tests()).isEqualTo(cut.cases().size());
      assertThat(cut.cases())
          .as("cut after %d bytes", length)
          .isEqualTo(all.subList(0, cut.cases().size()));
    }
  }

  @Test
  void aDamagedByteNeverThrows() {
    byte[] whole = ReadBack.bytes("googletest.xml");
    Random random = new Random(42);
    for (int round = 0; round < 5_000; round++) {
      byte[] damaged = whole.clone();
      for (int i = random.nextInt(3); i >= 0; i--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }

      ReadBack read = ReadBack.of(damaged);

      assertThat(read.result().totals().tests()).isEqualTo(read.cases().size());
      assertThat(read.result().complete() || !read.result().problems().isEmpty()).isTrue();
    }
  }

  /** The length up to the last bracket: what comes after it may be missing. */
  private static int endOfRoot(byte[] whole) {
    byte bracket = ">".getBytes(UTF_8)[0];
    for (int i = whole.length - 1; i >= 0; i--) {
      if (whole[i] == bracket) {
        return i;
      }
    }
    throw new AssertionError("no bracket");
  }
}
