package dev.verdict.worker.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.contract.api.Requirements;
import org.junit.jupiter.api.Test;

class MachineTest {
  @Test
  void cards_are_read_as_the_tool_prints_them() {
    String csv =
        """
        memory.total [MiB], name
        15360 MiB, Tesla T4
        81559 MiB, NVIDIA H100 80GB HBM3
        """;
    assertThat(Gpu.parse(csv))
        .containsExactly(new Gpu(15_360, "Tesla T4"), new Gpu(81_559, "NVIDIA H100 80GB HBM3"));
    assertThat(Gpu.parse("No devices were found\n")).isEmpty();
    assertThat(Gpu.parse("memory.total [MiB], name\n[N/A], Odd\n")).isEmpty();
  }

  @Test
  void names_are_the_same_everywhere() {
    assertThat(MachineProbe.os("Linux")).isEqualTo("linux");
    assertThat(MachineProbe.os("Mac OS X")).isEqualTo("macos");
    assertThat(MachineProbe.os("Windows Server 2022")).isEqualTo("windows");
    assertThat(MachineProbe.arch("x86_64")).isEqualTo("amd64");
    assertThat(MachineProbe.arch("aarch64")).isEqualTo("arm64");
  }

  @Test
  void this_machine_has_something() {
    Requirements found = MachineProbe.detect();
    assertThat(found.cpu()).isPositive();
    assertThat(found.memory()).isPositive();
    assertThat(found.labels()).containsKeys("os", "arch");
  }
}
