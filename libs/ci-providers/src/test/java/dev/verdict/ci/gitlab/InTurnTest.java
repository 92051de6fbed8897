package dev.verdict.ci.gitlab;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InTurnTest {
  private final InTurn turns = new InTurn();
  private final List<String> begun = new ArrayList<>();

  private Future<String> begin(String name, Promise<String> work) {
    return turns.next(
        name,
        () -> {
          begun.add(name);
          return work.future();
        });
  }

  @Test
  void whatHasTheSameNameWaitsAndAFailureHoldsNobodyUp() {
    Promise<String> first = Promise.promise();
    Promise<String> other = Promise.promise();
    Promise<String> second = Promise.promise();
    Future<String> failing = begin("a", first);
    begin("b", other);
    Future<String> waiting = begin("a", second);
    assertThat(begun).containsExactly("a", "b");

    first.fail("refused");
    assertThat(failing.failed()).isTrue();
    assertThat(begun).containsExactly("a", "b", "a");

    second.complete("done");
    other.complete("done");
    assertThat(waiting.result()).isEqualTo("done");
    assertThat(turns.waiting()).isZero();
  }

  @Test
  void whatIsDoneAtOnceLeavesNothingBehind() {
    begin("a", Promise.promise());
    InTurn fresh = new InTurn();
    assertThat(fresh.next("x", () -> Future.succeededFuture(1)).result()).isEqualTo(1);
    assertThat(fresh.waiting()).isZero();
  }
}
