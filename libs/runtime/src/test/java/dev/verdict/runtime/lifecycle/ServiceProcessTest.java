package dev.verdict.runtime.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdict.runtime.settings.SettingsReader;
import io.vertx.core.Vertx;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each arrow of the state machine that is drawn above {@link ServiceProcess}. */
class ServiceProcessTest {
  private static final Map<String, String> ON_LOOPBACK =
      Map.of("VERDICT_HTTP_HOST", "127.0.0.1", "VERDICT_HTTP_PORT", "0");

  @TempDir Path directory;

  private final FakeSurroundings world = new FakeSurroundings();
  private final List<String> diary = new CopyOnWriteArrayList<>();
  private final CompletableFuture<FakeModule> module = new CompletableFuture<>();

  @Test
  void wrongSettingsEndItWithAllOfThemOnStandardError() throws Exception {
    run(Map.of("VERDICT_HTTP_PORT", "many", "VERDICT_LOG_LEVEL", "loud"), FakeModule::willing);

    assertThat(world.exit()).isEqualTo(ExitCode.WRONG_SETTINGS);
    assertThat(world.errors())
        .contains("verdict thing: 3 settings are wrong:")
        .contains("http.port: many")
        .contains("log.level: loud")
        .contains("thing.name: missing");
    assertThat(diary).isEmpty();
  }

  @Test
  void anArgumentThatIsNoneEndsIt() throws Exception {
    run(ON_LOOPBACK, FakeModule::willing, "start");

    assertThat(world.exit()).isEqualTo(ExitCode.WRONG_SETTINGS);
    assertThat(world.errors()).contains("argument: start (expected: --key value or --key=value)");
  }

  @Test
  void itServesUntilItIsAskedToStopAndLeavesNothingBehind() throws Exception {
    run(ON_LOOPBACK, FakeModule::willing, "--thing.name", "x");
    String line = world.ready();
    assertThat(line).startsWith("verdict thing is ready on http://127.0.0.1:");
    URI url = URI.create(line.substring(line.indexOf("http")));
    assertThat(get(url.resolve("/health/ready")).statusCode()).isEqualTo(200);
    assertThat(get(url.resolve("/metrics")).body())
        .contains("jvm_memory_used_bytes")
        .contains("vertx_http_server_requests_total");

    world.signal();

    assertThat(world.exit()).isEqualTo(ExitCode.STOPPED);
    assertThat(diary).containsExactly("start thing", "stop thing");
    assertThatThrownBy(() -> new Socket("127.0.0.1", url.getPort()).close())
        .isInstanceOf(ConnectException.class);
  }

  @Test
  void whatCannotStartIsStoppedAndFails() throws Exception {
    run(
        ON_LOOPBACK,
        (vertx, name, notes) -> {
          FakeModule broken = new FakeModule(vertx, name, notes);
          broken.started.fail("no database");
          broken.stopped.complete();
          return broken;
        },
        "--thing.name=x");

    assertThat(world.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(diary).startsWith("start thing", "stop thing");
  }

  @Test
  void aStartThatHangsIsGivenUp() throws Exception {
    run(
        ON_LOOPBACK,
        (vertx, name, notes) -> {
          FakeModule hangs = new FakeModule(vertx, name, notes);
          hangs.stopped.complete();
          return hangs;
        },
        "--thing.name=x",
        "--thing.start_timeout=50ms");

    assertThat(world.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(diary).containsExactly("start thing", "stop thing");
  }

  @Test
  void aSignalDuringTheStartStopsIt() throws Exception {
    run(
        ON_LOOPBACK,
        (vertx, name, notes) -> {
          FakeModule hangs = new FakeModule(vertx, name, notes);
          hangs.stopped.complete();
          return hangs;
        },
        "--thing.name=x");
    module.get(30, TimeUnit.SECONDS);

    world.signal();

    assertThat(world.exit()).isEqualTo(ExitCode.STOPPED);
    assertThat(diary).contains("stop thing");
  }

  @Test
  void aStopThatHangsIsCutAndFails() throws Exception {
    run(
        ON_LOOPBACK,
        (vertx, name, notes) -> {
          FakeModule hangs = new FakeModule(vertx, name, notes);
          hangs.started.complete();
          return hangs;
        },
        "--thing.name=x",
        "--thing.stop_timeout=50ms");
    world.ready();

    world.signal();

    assertThat(world.exit()).isEqualTo(ExitCode.FAILED);
  }

  @Test
  void aSecondSignalEndsItAtOnce() throws Exception {
    run(
        ON_LOOPBACK,
        (vertx, name, notes) -> {
          FakeModule hangs = new FakeModule(vertx, name, notes);
          hangs.started.complete();
          return hangs;
        },
        "--thing.name=x");
    world.ready();

    world.signal();
    world.signal();

    assertThat(world.exit()).isEqualTo(ExitCode.AT_ONCE);
    // Let the real one go, which in this world goes on after its exit.
    module.get(30, TimeUnit.SECONDS).stopped.complete();
    assertThat(world.exit()).isEqualTo(ExitCode.STOPPED);
  }

  @Test
  void migrateOnlyStartsNothing() throws Exception {
    run(ON_LOOPBACK, FakeModule::willing, "--migrate-only", "--thing.name=x");

    assertThat(world.exit()).isEqualTo(ExitCode.STOPPED);
    assertThat(world.ready()).isEqualTo("verdict thing migrated");
    assertThat(diary).containsExactly("migrate thing", "stop thing");
  }

  @Test
  void aMigrationThatFailsSaysSoInItsExitCode() throws Exception {
    run(
        ON_LOOPBACK,
        (vertx, name, notes) -> {
          FakeModule broken = new FakeModule(vertx, name, notes);
          broken.started.fail("no database");
          broken.stopped.complete();
          return broken;
        },
        "--migrate-only",
        "--thing.name=x");

    assertThat(world.exit()).isEqualTo(ExitCode.FAILED);
  }

  private interface Making {
    FakeModule make(Vertx vertx, String name, List<String> diary);
  }

  private void run(Map<String, String> env, Making making, String... args) {
    BiFunction<Vertx, String, ServiceModule> make =
        (vertx, name) -> {
          FakeModule made = making.make(vertx, "thing", diary);
          module.complete(made);
          return made;
        };
    ServiceSpec<String> spec = new ServiceSpec<>("thing", 8080, ServiceProcessTest::settings, make);
    Surroundings surroundings = world.with(env, directory);
    Thread.ofPlatform().daemon().start(() -> ServiceProcess.run(spec, args, surroundings));
  }

  private static String settings(SettingsReader reader) {
    return reader.text("thing.name").required();
  }

  private static HttpResponse<String> get(URI url) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString());
    }
  }
}
