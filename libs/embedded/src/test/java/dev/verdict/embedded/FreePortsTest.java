package dev.verdict.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class FreePortsTest {

  @Test
  void severalPortsAreDifferentAndFree() {
    assertThat(FreePorts.several(20)).doesNotHaveDuplicates().allMatch(FreePorts::isFree);
  }

  @Test
  void aPortThatSomebodyListensOnIsNotFree() throws Exception {
    try (var taken = new ServerSocket()) {
      taken.bind(FreePorts.loopback(0));
      assertThat(FreePorts.isFree(taken.getLocalPort())).isFalse();
    }
  }

  @Test
  void noPortsIsAMistake() {
    assertThatThrownBy(() -> FreePorts.several(0)).hasMessage("count: 0 (expected: >= 1)");
  }
}
