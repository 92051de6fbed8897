package dev.verdict.coordinator.outbound.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecretBoxTest {
  private static byte[] key(int filler) {
    byte[] key = new byte[SecretBox.KEY_BYTES];
    Arrays.fill(key, (byte) filler);
    return key;
  }

  @Test
  void whatIsSealedIsNotReadableAndOpensAgain() {
    var box = new SecretBox(List.of(key(1)));
    String sealed = box.seal("whsec_abc", "one");
    assertThat(sealed).doesNotContain("whsec").isNotEqualTo(box.seal("whsec_abc", "one"));
    assertThat(box.open(sealed, "one")).isEqualTo("whsec_abc");
  }

  @Test
  void itOpensForItsPlaceOnly() {
    var box = new SecretBox(List.of(key(1)));
    String sealed = box.seal("whsec_abc", "one");
    assertThatThrownBy(() -> box.open(sealed, "two")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void keysCanBeChanged() {
    String sealed = new SecretBox(List.of(key(1))).seal("x", "p");
    assertThat(new SecretBox(List.of(key(2), key(1))).open(sealed, "p")).isEqualTo("x");
    assertThatThrownBy(() -> new SecretBox(List.of(key(2))).open(sealed, "p"))
        .hasMessageContaining("coordinator.subscriptions.keys");
  }

  @Test
  void whatWasKeptWithoutAKeyOpensWithOne() {
    String open = new SecretBox(List.of()).seal("x", "p");
    assertThat(new SecretBox(List.of(key(1))).open(open, "p")).isEqualTo("x");
  }
}
