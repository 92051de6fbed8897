package dev.verdict.plugin.ci;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a run stands.
 *
 * @param title one line
 * @param summary Markdown; a provider cuts what its CI system does not take, and says so in it
 * @param counts null as long as nothing is known
 * @param tests results that were in no update before; a provider that has no place for them leaves
 *     them out
 */
public record TestRunUpdate(
    RunState state,
    String title,
    String summary,
    @Nullable TestCounts counts,
    List<TestResult> tests,
    @Nullable URI detailsUrl,
    @Nullable Instant finishedAt) {
  public TestRunUpdate {
    tests = List.copyOf(tests);
  }
}
