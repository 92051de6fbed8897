package dev.verdict.runners.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ProcStatTest {
  @Test
  void aNameMayHoldBlanksAndParentheses() {
    String line = "4321 (a) b (c) S 17 40 39 0 -1 4194304 1 2 3 4 5 6 7 8 20 0 1 0 987654 10 11 12";

    assertThat(ProcStat.parse(line)).isEqualTo(new ProcStat(4321, 'S', 17, 40, 39, 987654));
    assertThat(ProcStat.parse(line.replace(" S ", " Z ")).hasEnded()).isTrue();
  }

  @Test
  void aProcessThatIsGoneIsNone() {
    assertThat(ProcStat.read(Path.of("/proc/0"))).isEmpty();
  }
}
