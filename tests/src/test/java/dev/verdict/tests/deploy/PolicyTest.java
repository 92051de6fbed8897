package dev.verdict.tests.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every policy holds in every overlay, and finds what breaks it. */
class PolicyTest {
  private static final List<Rendering> OVERLAYS = Rendering.all();

  static Stream<Policy> policies() {
    return Stream.of(
            PodPolicies.all(),
            WorkloadPolicies.all(),
            FlowPolicies.all(),
            KafkaPolicies.all(),
            TlsPolicies.all(),
            ScalingPolicies.all())
        .flatMap(List::stream);
  }

  @ParameterizedTest
  @MethodSource("policies")
  void holds(Policy policy) {
    for (Rendering overlay : OVERLAYS) {
      assertThat(policy.faults().apply(overlay)).as(overlay.overlay()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("policies")
  void finds_what_breaks_it(Policy policy) {
    Rendering broken = policy.broken().apply(Rendering.of("production"));
    assertThat(policy.faults().apply(broken)).isNotEmpty();
  }
}
