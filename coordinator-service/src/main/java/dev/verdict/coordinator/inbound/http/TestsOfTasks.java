package dev.verdict.coordinator.inbound.http;

import dev.verdict.contract.api.TestView;
import dev.verdict.coordinator.usecase.Archive;
import dev.verdict.reports.model.TestSource;
import io.vertx.core.Future;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * The tests of some tasks, a page at a time. Whoever reads waits for pages and must be a thread
 * that may.
 */
final class TestsOfTasks implements TestSource {
  private static final int AT_ONCE = 1_000;
  private static final int WITHIN_SECONDS = 30;

  private final Archive archive;
  private final List<UUID> tasks;

  TestsOfTasks(Archive archive, List<UUID> tasks) {
    this.archive = archive;
    this.tasks = tasks;
  }

  @Override
  public Stream<TestView> open() {
    return tasks.stream()
        .flatMap(
            task ->
                Stream.iterate(
                        page(task, ""),
                        page -> !page.isEmpty(),
                        page ->
                            page.size() < AT_ONCE
                                ? List.<TestView>of()
                                : page(task, page.get(page.size() - 1).id()))
                    .flatMap(List::stream));
  }

  private List<TestView> page(UUID task, String after) {
    Future<List<TestView>> page = archive.testsOfTask(task, after, AT_ONCE);
    try {
      return page.toCompletionStage().toCompletableFuture().get(WITHIN_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("reading tests: interrupted", e));
    } catch (ExecutionException e) {
      throw new UncheckedIOException(
          new IOException("reading tests: " + e.getCause(), e.getCause()));
    } catch (TimeoutException e) {
      throw new UncheckedIOException(
          new IOException("reading tests: no page in " + WITHIN_SECONDS + " s", e));
    }
  }
}
