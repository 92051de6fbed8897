package dev.verdict.runtime.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ModulesTest {
  private final Vertx vertx = Vertx.vertx();
  private final List<String> diary = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() throws Exception {
    vertx.close().await(20, TimeUnit.SECONDS);
  }

  @Test
  void allAreStartedAndStoppedInReverseOrder() throws Exception {
    Modules modules = modules(willing("a"), willing("b"));

    assertThat(await(modules.start())).hasSize(2);
    await(modules.stop());

    assertThat(diary).containsExactly("start a", "start b", "stop b", "stop a");
  }

  @Test
  void whenOneCannotStartTheOthersAreStoppedAgain() {
    FakeModule broken = new FakeModule(vertx, "broken", diary);
    broken.started.fail("no database");
    broken.stopped.complete();
    Modules modules = modules(willing("a"), broken);

    assertThatThrownBy(() -> await(modules.start()))
        .isInstanceOf(StartFailed.class)
        .hasMessage("broken could not start: no database");
    assertThat(diary).containsExactly("start a", "start broken", "stop broken", "stop a");
  }

  @Test
  void oneThatHangsOrFailsWhileStoppingDoesNotKeepTheRest() {
    FakeModule hangs = new FakeModule(vertx, "hangs", diary);
    FakeModule fails = new FakeModule(vertx, "fails", diary);
    fails.stopped.fail("no");
    Modules modules = modules(willing("a"), hangs, fails);

    assertThatThrownBy(() -> await(modules.stop())).hasMessage("not everything stopped cleanly");
    assertThat(diary).containsExactly("stop fails", "stop hangs", "stop a");
  }

  @Test
  void stoppingBeforeTheStartAndTwiceIsFine() throws Exception {
    Modules modules = modules(willing("a"));

    await(modules.stop());
    await(modules.stop());

    assertThat(diary).containsExactly("stop a", "stop a");
  }

  private FakeModule willing(String name) {
    return FakeModule.willing(vertx, name, diary);
  }

  private static Modules modules(ServiceModule... modules) {
    return new Modules(List.of(modules), Duration.ofMillis(50));
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.await(20, TimeUnit.SECONDS);
  }
}
