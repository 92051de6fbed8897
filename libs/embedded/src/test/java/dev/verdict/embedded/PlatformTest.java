package dev.verdict.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformTest {

  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, postgres-linux-x86_64.txz",
    "Linux, aarch64, postgres-linux-arm_64.txz",
    "Mac OS X, x86_64, postgres-darwin-x86_64.txz",
    "Mac OS X, aarch64, postgres-darwin-arm_64.txz"
  })
  void archivesAreNamedByTheirBuilders(String os, String arch, String archive) {
    assertThat(Platform.of(os, arch).archive()).isEqualTo(archive);
  }

  @Test
  void otherPlatformsAreRefusedWithAWayOut() {
    assertThatThrownBy(() -> Platform.of("Windows 11", "amd64"))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("Windows 11 has no embedded PostgreSQL (expected: Linux or macOS");
    assertThatThrownBy(() -> Platform.of("Linux", "riscv64"))
        .hasMessageContaining("riscv64 (expected: amd64 or aarch64)");
  }
}
