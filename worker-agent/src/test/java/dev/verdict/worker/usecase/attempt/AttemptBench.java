package dev.verdict.worker.usecase.attempt;

import dev.verdict.contract.api.Enrolled;
import dev.verdict.contract.api.TaskConfig;
import dev.verdict.contract.message.AttemptNews;
import dev.verdict.contract.message.AttemptNews.End;
import dev.verdict.contract.message.AttemptNews.Finished;
import dev.verdict.contract.message.AttemptRef;
import dev.verdict.contract.message.TestOutcome;
import dev.verdict.contract.message.WorkerOrder.Assignment;
import dev.verdict.runners.Runners;
import dev.verdict.runners.command.CommandRunner;
import dev.verdict.runtime.tracing.Tracing;
import dev.verdict.worker.usecase.Held;
import dev.verdict.worker.usecase.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Runs one attempt with everything around it played. */
final class AttemptBench {
  final FakeNews news = new FakeNews();
  final AtomicLong nanos = new AtomicLong();
  final AtomicInteger freed = new AtomicInteger();
  final Session session =
      new Session(new Enrolled(UUID.randomUUID(), "the-token", 600, 30, 10), 0, nanos::get);
  Held held = new Held(testTask());
  Sources sources = (source, into) -> {};
  ArtifactStore artifacts =
      (session, attempt, name, path, type, file) ->
          new ArtifactStore.Kept("A-" + name, Files.size(file), "sha");

  private final Path work;

  AttemptBench(Path work) {
    this.work = work;
  }

  static Assignment testTask() {
    return task(
        new TaskConfig(
            null, null, "fake", null, Map.of("API_TOKEN", "s3cr3t"), null, null, null, Map.of()));
  }

  static Assignment task(TaskConfig config) {
    AttemptRef ref = new AttemptRef(UUID.randomUUID(), UUID.randomUUID(), 1);
    return new Assignment(
        ref,
        "test",
        "the task",
        new dev.verdict.contract.api.Source.SharedPath("/s"),
        config,
        List.of(),
        List.of(),
        Map.of(),
        60,
        null,
        "");
  }

  @Nullable End run(FakeLauncher launcher) throws IOException {
    Files.createDirectories(work);
    AttemptTools tools =
        new AttemptTools(
            work,
            work,
            Map.of("PATH", "/bin"),
            Map.of(),
            Runners.of(List.of(new FakeRunner(), new CommandRunner())),
            sources,
            launcher,
            artifacts,
            new AttemptSecrets(List.of("*TOKEN*"), List::of),
            new AttemptLimits(Duration.ofSeconds(1), 10_000, 10, 1_000_000),
            Tracing.OFF);
    Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    return new RunAttempt(tools, news, clock).run(session, held, freed::incrementAndGet);
  }

  /** What was told at last. */
  Finished finished() {
    AttemptNews last = news.told().get(news.told().size() - 1);
    if (last instanceof Finished finished) {
      return finished;
    }
    throw new AssertionError("the last word is " + last);
  }

  List<TestOutcome> tests() {
    return news.told().stream()
        .filter(AttemptNews.Tests.class::isInstance)
        .flatMap(part -> ((AttemptNews.Tests) part).tests().stream())
        .toList();
  }

  boolean nothingIsLeft() throws IOException {
    try (var left = Files.list(work)) {
      return left.findAny().isEmpty();
    }
  }
}
