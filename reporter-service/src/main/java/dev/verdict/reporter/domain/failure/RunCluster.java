package dev.verdict.reporter.domain.failure;

import dev.verdict.reports.failure.FailureAnalysis;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The failures of one kind in one run, gathered one by one. */
public final class RunCluster {
  private static final int MOST_EXAMPLES = 10;
  private static final int MOST_TITLE = 300;

  private final FailureAnalysis analysis;
  private final BadResult first;
  private final List<BadResult> results = new ArrayList<>();
  private final Set<UUID> tests = new LinkedHashSet<>();
  private final Set<String> examples = new LinkedHashSet<>();
  private final Set<String> workers = new LinkedHashSet<>();

  RunCluster(FailureAnalysis analysis, BadResult first) {
    this.analysis = analysis;
    this.first = first;
  }

  void add(BadResult result) {
    results.add(withoutText(result));
    tests.add(result.testKey());
    if (examples.size() < MOST_EXAMPLES) {
      examples.add(result.testId());
    }
    String worker = result.worker();
    if (worker != null && workers.size() < MOST_EXAMPLES) {
      workers.add(worker);
    }
  }

  /** Ten thousand stacks are not kept for their identities. */
  private static BadResult withoutText(BadResult result) {
    return new BadResult(
        result.taskId(),
        result.sequence(),
        result.attempt(),
        result.testKey(),
        "",
        null,
        dev.verdict.reports.failure.Failure.of(
            result.failure().verdict(), null, null, null, null, null));
  }

  public FailureAnalysis analysis() {
    return analysis;
  }

  /** What went wrong, in the words of the first of them. */
  public String title() {
    String message = message();
    String type = first.failure().type();
    String named =
        type.isBlank() || message.startsWith(lastWord(type)) ? message : type + ": " + message;
    return named.length() <= MOST_TITLE ? named : named.substring(0, MOST_TITLE - 1) + "…";
  }

  public String message() {
    return (first.failure().message() + "\n" + first.failure().detail())
        .lines()
        .limit(50)
        .filter(line -> !line.isBlank())
        .findFirst()
        .map(String::strip)
        .orElseGet(analysis::reason);
  }

  private static String lastWord(String type) {
    return type.substring(type.lastIndexOf('.') + 1);
  }

  public @Nullable String type() {
    return first.failure().type().isBlank() ? null : first.failure().type();
  }

  public List<BadResult> results() {
    return results;
  }

  public int tests() {
    return tests.size();
  }

  public List<String> examples() {
    return List.copyOf(examples);
  }

  public List<String> workers() {
    return List.copyOf(workers);
  }
}
