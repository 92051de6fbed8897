package dev.verdict.reports.write.highlights;

import dev.verdict.contract.api.TestView;
import dev.verdict.reports.model.ReportedTask;
import dev.verdict.reports.model.TestSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The bad tests of a run, in one pass: those that a change has broken, apart from those that were
 * broken before; and those that are flaky or have no answer.
 */
public final class NewAndOld {
  private final FailureGroups fresh;
  private final FailureGroups old;
  private final Some<TestView> flaky;
  private final Some<TestView> pending;
  private final TextAllowance text;
  private final Set<UUID> tasksWithBadTests = new HashSet<>();

  private NewAndOld(Highlights.Limits limits) {
    fresh = new FailureGroups(limits.groups(), limits.perGroup());
    old = new FailureGroups(limits.groups(), limits.perGroup());
    flaky = new Some<>(limits.perList());
    pending = new Some<>(limits.perList());
    text = new TextAllowance(limits.text(), limits.textOfOne());
  }

  /**
   * @param wasBroken asked of bad tests only
   */
  public static NewAndOld of(
      TestSource source, Predicate<TestView> wasBroken, Highlights.Limits limits) {
    NewAndOld all = new NewAndOld(limits);
    try (Stream<TestView> tests = source.open()) {
      tests.forEach(test -> all.add(test, wasBroken));
    }
    return all;
  }

  private void add(TestView test, Predicate<TestView> wasBroken) {
    if (test.flaky()) {
      flaky.add(() -> text.trimmed(test));
    }
    if (test.verdict() == null) {
      tasksWithBadTests.add(test.taskId());
      pending.add(() -> text.trimmed(test));
    } else if (!test.verdict().isGood()) {
      tasksWithBadTests.add(test.taskId());
      (wasBroken.test(test) ? old : fresh).add(test, () -> text.trimmed(test));
    }
  }

  public int freshCount() {
    return fresh.count();
  }

  public List<FailureGroup> fresh() {
    return fresh.bySize();
  }

  public int oldCount() {
    return old.count();
  }

  public List<FailureGroup> old() {
    return old.bySize();
  }

  public Some<TestView> flaky() {
    return flaky;
  }

  public Some<TestView> pending() {
    return pending;
  }

  /** Tasks that are bad although none of their tests is, such as by their exit code. */
  public List<ReportedTask> notExplained(List<ReportedTask> tasks) {
    return tasks.stream()
        .filter(task -> task.verdict() != null && !task.verdict().isGood())
        .filter(task -> !tasksWithBadTests.contains(task.id()))
        .toList();
  }
}
