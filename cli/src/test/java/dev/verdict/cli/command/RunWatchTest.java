package dev.verdict.cli.command;

import static dev.verdict.cli.client.FakeService.says;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpHandler;
import dev.verdict.cli.TimedOut;
import dev.verdict.cli.client.ApiClient;
import dev.verdict.cli.client.FakeService;
import dev.verdict.cli.progress.ProgressDisplay;
import dev.verdict.cli.terminal.TerminalWriter;
import dev.verdict.contract.Json;
import dev.verdict.contract.api.RunView;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RunWatchTest {
  private static final UUID ID = new UUID(0, 1);
  private static final String RUNS = run("running");
  private static final String ENDED =
      "event: dev.cdevents.testsuiterun.finished.0.2.0\nid: 1\ndata: {\"customData\":{}}\n\n";

  private final StringWriter screen = new StringWriter();
  private final TerminalWriter err = new TerminalWriter(screen);
  private final Interruption interruption = Interruption.silent();

  private static String run(String status) {
    return Json.text(Map.of("id", ID, "name", "n", "status", status));
  }

  private RunWatch watch(FakeService service, Duration within) {
    RunView run = Json.read(RUNS, RunView.class);
    ProgressDisplay display = new ProgressDisplay(err, false, false, 80, InstantSource.system());
    return new RunWatch(
        new ApiClient(service.url(), null),
        run,
        display,
        err,
        interruption,
        within,
        Duration.ofMinutes(1));
  }

  /** A stream of events that says nothing as long as it is open, beside a run that goes on. */
  private static HttpHandler quietRun(String run) {
    return exchange -> {
      if (exchange.getRequestURI().getPath().endsWith("/events")) {
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write(": hello\n\n".getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
        try {
          Thread.currentThread().join();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      } else {
        says(200, run).handle(exchange);
      }
    };
  }

  @Test
  void aRunThatNobodyEndsIsATimeoutAndIsAskedToStop() throws IOException {
    try (FakeService service = new FakeService(quietRun(RUNS));
        RunWatch watch = watch(service, Duration.ofMillis(200))) {
      assertThatThrownBy(watch::untilFinished)
          .isInstanceOf(TimedOut.class)
          .hasMessageContaining("asked to stop");
      assertThat(service.asked().getLast().path()).endsWith("/cancel");
    }
  }

  @Test
  void aRunThatEndedBehindABrokenStreamIsTakenAsItIs() throws Exception {
    try (FakeService service = new FakeService(quietRun(run("completed")));
        RunWatch watch = watch(service, Duration.ofMillis(200))) {
      assertThat(watch.untilFinished().status().isFinal()).isTrue();
    }
  }

  @Test
  void ctrlCCancelsTheRunAndItsEndIsAwaited() throws Exception {
    HttpHandler stream = quietRun(RUNS);
    HttpHandler afterCancel =
        exchange -> {
          if (exchange.getRequestURI().getPath().endsWith("/events")) {
            says(200, ENDED).handle(exchange);
          } else {
            says(200, run("cancelled")).handle(exchange);
          }
        };
    try (FakeService service = new FakeService(stream, afterCancel);
        RunWatch watch = watch(service, Duration.ofMinutes(10))) {
      interruption.reaction(() -> {});
      interruption.now();
      assertThat(watch.untilFinished().status().isFinal()).isTrue();
      assertThat(service.asked()).anyMatch(asked -> asked.path().endsWith("/cancel"));
      assertThat(screen.toString()).contains("cancelling run " + ID);
    }
  }
}
