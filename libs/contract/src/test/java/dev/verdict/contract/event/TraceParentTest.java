package dev.verdict.contract.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {
  private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  @Test
  void aTraceIsContinuedAsItCame() {
    assertThat(TraceParent.continued(Optional.of(TRACE)).value()).isEqualTo(TRACE);
    assertThat(TraceParent.continued(Optional.of(" " + TRACE + " ")).value()).isEqualTo(TRACE);
  }

  /** A later version may be longer; of it the part is kept that has been known. */
  @Test
  void ofALaterVersionTheKnownPartIsKept() {
    String later = "01" + TRACE.substring(2);
    assertThat(TraceParent.continued(Optional.of(later + "-more")).value()).isEqualTo(later);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "garbage",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
      })
  void whatCannotBeReadBeginsANewTrace(String broken) {
    String made = TraceParent.continued(Optional.of(broken)).value();
    assertThat(made).isNotEqualTo(broken).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00");
    assertThat(made).isNotEqualTo(TraceParent.fresh().value());
    assertThatThrownBy(() -> new TraceParent(broken)).hasMessageContaining("expected: 00-");
  }
}
