package dev.verdict.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HealthChecksTest {
  private static final Future<?> WELL = Future.succeededFuture();

  @Test
  void withoutPartsAllIsUp() throws Exception {
    assertThat(ask(new HealthChecks()).status()).isEqualTo(HealthReport.UP);
  }

  @Test
  void aPartThatHangsIsDownWithinItsTimeAndHidesNoOther() throws Exception {
    HealthReport report =
        ask(
            new HealthChecks()
                .add("hangs", true, Duration.ofMillis(20), () -> Promise.promise().future())
                .required("well", () -> WELL));

    assertThat(report.status()).isEqualTo(HealthReport.DOWN);
    assertThat(report.serving()).isFalse();
    assertThat(part(report, "hangs").detail()).isEqualTo("no answer in 20 ms");
    assertThat(part(report, "well").status()).isEqualTo(HealthReport.UP);
  }

  @Test
  void partsAreAskedAtTheSameTime() throws Exception {
    Promise<String> second = Promise.promise();
    HealthReport report =
        ask(
            new HealthChecks()
                // It answers only when the next one was asked.
                .required("first", second::future)
                .required(
                    "second",
                    () -> {
                      second.complete("asked");
                      return WELL;
                    }));

    assertThat(report.status()).isEqualTo(HealthReport.UP);
    assertThat(part(report, "first").detail()).isEqualTo("asked");
  }

  @Test
  void aCheckThatThrowsIsDownAndAnOptionalOneOnlyDegrades() throws Exception {
    HealthReport report =
        ask(
            new HealthChecks()
                .required("well", () -> WELL)
                .optional(
                    "throws",
                    () -> {
                      throw new IllegalStateException("oh");
                    }));

    assertThat(report.status()).isEqualTo(HealthReport.DEGRADED);
    assertThat(report.serving()).isTrue();
    assertThat(part(report, "throws").detail()).isEqualTo("oh");
  }

  @Test
  void partsOfSeveralServicesKeepApart() throws Exception {
    HealthChecks one = new HealthChecks().required("postgres", () -> WELL);
    HealthChecks other = new HealthChecks().required("postgres", () -> WELL);

    HealthReport report = ask(new HealthChecks().include("one", one).include("other", other));

    assertThat(report.parts()).containsOnlyKeys("one.postgres", "other.postgres");
    assertThatThrownBy(() -> one.required("postgres", () -> WELL))
        .hasMessage("health check: postgres (expected: a new name)");
  }

  private static HealthReport.Part part(HealthReport report, String name) {
    return Objects.requireNonNull(report.parts().get(name));
  }

  private static HealthReport ask(HealthChecks checks) throws Exception {
    return checks.ask().await(20, TimeUnit.SECONDS);
  }
}
