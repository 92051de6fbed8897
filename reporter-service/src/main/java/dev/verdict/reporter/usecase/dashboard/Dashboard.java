package dev.verdict.reporter.usecase.dashboard;

import dev.verdict.contract.Verdict;
import dev.verdict.reporter.domain.PastRun;
import dev.verdict.reporter.domain.TestTask;
import dev.verdict.reporter.usecase.History.TimePlace;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** History as pages show it. Every answer is bounded. */
public interface Dashboard {

  /** How runs ended, or that they have not. */
  enum Outcome {
    RUNNING,
    GOOD,
    BAD;

    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** Which runs. Whatever is absent does not matter. */
  record RunFilter(
      @Nullable String text,
      @Nullable String project,
      @Nullable String branch,
      @Nullable String commit,
      @Nullable Outcome outcome,
      @Nullable Instant since,
      @Nullable Instant until) {
    public boolean isEmpty() {
      return text == null
          && project == null
          && branch == null
          && commit == null
          && outcome == null
          && since == null
          && until == null;
    }
  }

  /** Words that a filter can be filled with. */
  record Choices(List<String> projects, List<String> branches) {}

  Future<List<PastRun>> runs(RunFilter filter, @Nullable TimePlace after, int limit);

  Future<Choices> choices();

  Future<Optional<PastRun>> run(UUID id);

  /** How far runs are that have not ended. */
  Future<Map<UUID, Progress>> progress(List<UUID> runs);

  /** The tasks of a run: what went wrong first, then what runs, then the rest. */
  Future<List<TestTask>> tasks(UUID run, int limit);

  Future<Optional<TestTask>> task(UUID run, UUID task);

  /** Attempts of a run that have begun, the earliest first. */
  Future<List<Stint>> stints(UUID run, @Nullable UUID task, int limit);

  /** Tests of a run that did not pass, each with what became of it the time before. */
  Future<List<BadTest>> badTests(UUID run, int limit);

  /** Tests that passed only when they were tried again. */
  Future<List<ListedTest>> flakyTests(UUID run, int limit);

  /** Which tests of a run. */
  record TestFilter(@Nullable Verdict verdict, @Nullable String text, @Nullable UUID task) {}

  /** A place in the list of tests of a run. */
  record TestPlace(UUID task, long sequence) {}

  Future<List<ListedTest>> tests(UUID run, TestFilter filter, @Nullable TestPlace after, int limit);

  /** What became of a test, the newest first; one for each task that ran it in a run. */
  Future<List<PastTest>> past(UUID testKey, @Nullable String branch, int limit);

  /** The message and detail of one result. */
  Future<Optional<Evidence>> evidence(UUID run, UUID testKey);

  /** Which files. */
  record FileFilter(@Nullable UUID run, @Nullable UUID task, @Nullable String type) {}

  /** A place in the list of files. */
  record FilePlace(UUID run, long sequence) {}

  Future<List<ListedFile>> files(FileFilter filter, @Nullable FilePlace after, int limit);

  /** When something last changed, in words that can be compared: of each run, and of any run. */
  record Stamps(Map<UUID, String> runs, String any) {}

  Future<Stamps> stamps(List<UUID> runs);
}
