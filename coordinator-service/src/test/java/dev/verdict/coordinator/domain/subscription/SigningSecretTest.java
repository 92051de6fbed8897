package dev.verdict.coordinator.domain.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningSecretTest {
  /** The vector that the reference implementations of Standard Webhooks share. */
  @Test
  void theOfficialVector() {
    var secret = SigningSecret.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    byte[] body = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);
    assertThat(
            SigningSecret.sign(List.of(secret), "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, body))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void twoSecretsGiveTwoSignatures() {
    var first = SigningSecret.generate();
    var second = SigningSecret.generate();
    byte[] body = {1, 2, 3};
    String both = SigningSecret.sign(List.of(first, second), "id", 1, body);
    assertThat(both.split(" "))
        .containsExactly(
            SigningSecret.sign(List.of(first), "id", 1, body),
            SigningSecret.sign(List.of(second), "id", 1, body));
  }

  @Test
  void aNewOneCanBeReadAgainAndIsNotShown() {
    var secret = SigningSecret.generate();
    assertThat(SigningSecret.of(secret.reveal()).reveal()).isEqualTo(secret.reveal());
    assertThat(secret.toString()).isEqualTo("***");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "whsec_",
        "whsec_c2hvcnQ=",
        "secret",
        "whsec_not base64!",
        "WHSEC_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
      })
  void whatIsNoSecretIsRefusedWithoutShowingIt(String text) {
    assertThatThrownBy(() -> SigningSecret.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("whsec_ and 24 to 64 bytes in base64");
  }
}
