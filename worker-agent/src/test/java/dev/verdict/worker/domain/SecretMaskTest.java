package dev.verdict.worker.domain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecretMaskTest {
  private static final List<String> SECRETS =
      List.of("hunter2", "hunter2-and-more", "pässwörd", "abab");

  @Test
  void wherever_a_text_is_split_no_secret_is_shown() {
    String text = "x hunter2 y hunter2-and-more z pässwörd hunter hunter2-and-les ababab end";
    String masked = "x *** y *** z *** hunter ***-and-les ***ab end";
    byte[] bytes = text.getBytes(UTF_8);
    for (int first = 0; first <= bytes.length; first++) {
      for (int second = first; second <= bytes.length; second += 3) {
        assertThat(throughPieces(bytes, first, second)).isEqualTo(masked);
      }
    }
  }

  @Test
  void what_could_begin_a_secret_is_shown_when_nothing_more_comes() {
    SecretMask mask = new SecretMask(SECRETS);
    assertThat(mask.next("a hunte".getBytes(UTF_8))).asString(UTF_8).isEqualTo("a ");
    assertThat(mask.end()).asString(UTF_8).isEqualTo("hunte");
    assertThat(mask.next("hunter2-and".getBytes(UTF_8))).isEmpty();
    assertThat(mask.end()).asString(UTF_8).isEqualTo("***-and");
  }

  @Test
  void a_whole_text_is_masked_at_once() {
    assertThat(new SecretMask(SECRETS).whole("a hunter2 b")).isEqualTo("a *** b");
  }

  @Test
  void short_values_are_no_secrets() {
    SecretMask mask = new SecretMask(List.of("", "no", "yes"));
    assertThat(mask.hasSecrets()).isFalse();
    assertThat(mask.whole("yes or no")).isEqualTo("yes or no");
  }

  private static String throughPieces(byte[] bytes, int first, int second) {
    SecretMask mask = new SecretMask(SECRETS);
    ByteArrayOutputStream shown = new ByteArrayOutputStream();
    shown.writeBytes(mask.next(java.util.Arrays.copyOfRange(bytes, 0, first)));
    shown.writeBytes(mask.next(java.util.Arrays.copyOfRange(bytes, first, second)));
    shown.writeBytes(mask.next(java.util.Arrays.copyOfRange(bytes, second, bytes.length)));
    shown.writeBytes(mask.end());
    return shown.toString(UTF_8);
  }
}
