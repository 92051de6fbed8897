package dev.verdict.reports.write.highlights;

import dev.verdict.contract.LostReason;
import dev.verdict.contract.api.TestView;
import dev.verdict.reports.model.ReportedTask;
import dev.verdict.reports.model.TestSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The tests that a person looks for, in one pass: what failed, grouped by how; what is lost,
 * grouped by why; what ran out of time; what was cancelled; what is flaky; what is slow.
 */
public final class Highlights {
  private static final Comparator<TestView> BY_TIME = Comparator.comparingDouble(TestView::seconds);

  private final Limits limits;
  private final FailureGroups failures;
  private final Map<String, FailureGroup> lost = new LinkedHashMap<>();
  private final Some<TestView> timeouts;
  private final Some<TestView> cancelled;
  private final Some<TestView> pending;
  private final Some<TestView> flaky;
  private final PriorityQueue<TestView> slowest = new PriorityQueue<>(BY_TIME);
  private final Set<UUID> tasksWithBadTests = new HashSet<>();
  private int lostCount;
  private final TextAllowance text;

  private Highlights(Limits limits) {
    this.limits = limits;
    timeouts = new Some<>(limits.perList());
    cancelled = new Some<>(limits.perList());
    pending = new Some<>(limits.perList());
    flaky = new Some<>(limits.perList());
    failures = new FailureGroups(limits.groups(), limits.perGroup());
    text = new TextAllowance(limits.text(), limits.textOfOne());
  }

  /**
   * How much is kept.
   *
   * @param groups of failures; what fits none is counted as "other failures"
   * @param perGroup tests of each group
   * @param perList tests of each list that is not grouped
   * @param slowest tests that took longest
   * @param text characters of messages and details, of all tests together
   * @param textOfOne characters of one test's detail
   */
  public record Limits(
      int groups, int perGroup, int perList, int slowest, long text, int textOfOne) {}

  public static Highlights of(TestSource source, Limits limits) {
    Highlights highlights = new Highlights(limits);
    try (Stream<TestView> tests = source.open()) {
      tests.forEach(highlights::add);
    }
    return highlights;
  }

  private void add(TestView test) {
    addToSlowest(test);
    if (test.flaky()) {
      flaky.add(() -> text.trimmed(test));
    }
    if (test.verdict() == null || !test.verdict().isGood()) {
      tasksWithBadTests.add(test.taskId());
    }
    if (test.verdict() == null) {
      pending.add(() -> text.trimmed(test));
      return;
    }
    switch (test.verdict()) {
      case FAILED, ERROR -> failures.add(test, () -> text.trimmed(test));
      case LOST -> addLost(test);
      case TIMEOUT -> timeouts.add(() -> text.trimmed(test));
      case CANCELLED -> cancelled.add(() -> text.trimmed(test));
      case PASSED, SKIPPED -> {}
    }
  }

  private void addLost(TestView test) {
    lostCount++;
    LostReason reason = test.lostReason();
    String why = reason == null ? "nobody knows why" : reason.sentence();
    lost.computeIfAbsent(why, title -> new FailureGroup(title, new Some<>(limits.perGroup())))
        .tests()
        .add(() -> text.trimmed(test));
  }

  private void addToSlowest(TestView test) {
    TestView fastest = slowest.peek();
    boolean full = slowest.size() >= limits.slowest();
    if (!(test.seconds() > (full && fastest != null ? fastest.seconds() : 0))
        || Double.isInfinite(test.seconds())) {
      return;
    }
    slowest.add(Trim.test(test, null, null));
    if (full) {
      slowest.poll();
    }
  }

  /** The largest group first: it is most likely one cause. */
  public List<FailureGroup> failures() {
    return failures.bySize();
  }

  public int failureCount() {
    return failures.count();
  }

  public List<FailureGroup> lost() {
    List<FailureGroup> sorted = new ArrayList<>(lost.values());
    sorted.sort(Comparator.comparingInt((FailureGroup group) -> -group.tests().count()));
    return sorted;
  }

  public int lostCount() {
    return lostCount;
  }

  public Some<TestView> timeouts() {
    return timeouts;
  }

  public Some<TestView> cancelled() {
    return cancelled;
  }

  public Some<TestView> pending() {
    return pending;
  }

  public Some<TestView> flaky() {
    return flaky;
  }

  /** Tasks that are bad although none of their tests is, such as by their exit code. */
  public List<ReportedTask> notExplained(List<ReportedTask> tasks) {
    return tasks.stream()
        .filter(task -> task.verdict() != null && !task.verdict().isGood())
        .filter(task -> !tasksWithBadTests.contains(task.id()))
        .toList();
  }

  public List<TestView> slowest() {
    return slowest.stream().sorted(BY_TIME.reversed()).toList();
  }
}
