package dev.verdict.worker.usecase.attempt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verdict.contract.LostReason;
import dev.verdict.contract.api.TaskConfig;
import dev.verdict.contract.message.AttemptRef;
import dev.verdict.contract.message.WorkerOrder.Assignment;
import dev.verdict.runners.Runners;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanExecutionTest {
  @TempDir Path root;

  /** A run that a webhook started has no plan: its pattern is looked up where the sources are. */
  @Test
  void a_pattern_is_looked_up_in_the_source() throws Exception {
    source("a/one.fake", "a/two.fake", "b/one.fake");
    assertThat(plan("a/*.fake").task().unit().files()).containsExactly("a/one.fake", "a/two.fake");
  }

  @Test
  void a_pattern_that_fits_nothing_is_an_empty_plan_and_not_everything() throws Exception {
    source("a/one.fake");
    assertThatExceptionOfType(NotStarted.class)
        .isThrownBy(() -> plan("c/*.fake"))
        .satisfies(not -> assertThat(not.reason()).isEqualTo(LostReason.EMPTY_PLAN));
  }

  private void source(String... files) throws IOException {
    for (String file : files) {
      Path path = root.resolve(file);
      Files.createDirectories(path.resolveSibling("."));
      Files.writeString(path, "");
    }
  }

  private PlannedExecution plan(String pattern) throws NotStarted {
    TaskConfig config =
        new TaskConfig(
            null, null, "fake", null, null, null, null, null, Map.of("pattern", List.of(pattern)));
    Assignment assignment =
        new Assignment(
            new AttemptRef(UUID.randomUUID(), UUID.randomUUID(), 1),
            "test",
            "a task",
            null,
            config,
            List.of(),
            List.of(),
            Map.of(),
            60,
            null,
            "");
    return new PlanExecution(Runners.of(List.of(new FakeRunner())))
        .plan(assignment, new PlacedSource(root, null), Map.of(), root);
  }
}
