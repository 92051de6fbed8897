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
import org.jspecify.annotations.Nullable;

/**
 * The tests that a person looks for, in one pass: what failed, grouped by how; what is lost,
 * grouped by why; what ran out of time; what was cancelled; what is flaky; what is slow.
 */
public final class Highlights {
  private static final Comparator<TestView> BY_TIME = Comparator.comparingDouble(TestView::seconds);

  private final Limits limits;
  private final Map<String, FailureGroup> failures = new LinkedHashMap<>();
  private final Map<String, FailureGroup> lost = new LinkedHashMap<>();
  private final Some<TestView> timeouts;
  private final Some<TestView> cancelled;
  private final Some<TestView> pending;
  private final Some<TestView> flaky;
  private final PriorityQueue<TestView> slowest = new PriorityQueue<>(BY_TIME);
  private final Set<UUID> tasksWithBadTests = new HashSet<>();
  private final FailureGroup otherFailures;
  private int failureCount;
  private int lostCount;
  private long textLeft;

  private Highlights(Limits limits) {
    this.limits = limits;
    timeouts = new Some<>(limits.perList());
    cancelled = new Some<>(limits.perList());
    pending = new Some<>(limits.perList());
    flaky = new Some<>(limits.perList());
    otherFailures = new FailureGroup("other failures", new Some<>(limits.perGroup()));
    textLeft = limits.text();
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
      flaky.add(() -> trimmed(test));
    }
    if (test.verdict() == null || !test.verdict().isGood()) {
      tasksWithBadTests.add(test.taskId());
    }
    if (test.verdict() == null) {
      pending.add(() -> trimmed(test));
      return;
    }
    switch (test.verdict()) {
      case FAILED, ERROR -> addFailure(test);
      case LOST -> addLost(test);
      case TIMEOUT -> timeouts.add(() -> trimmed(test));
      case CANCELLED -> cancelled.add(() -> trimmed(test));
      case PASSED, SKIPPED -> {}
    }
  }

  private void addFailure(TestView test) {
    failureCount++;
    String signature = FailureKind.signature(test);
    FailureGroup group = failures.get(signature);
    if (group == null && failures.size() < limits.groups()) {
      group = new FailureGroup(FailureKind.title(test), new Some<>(limits.perGroup()));
      failures.put(signature, group);
    }
    (group == null ? otherFailures : group).tests().add(() -> trimmed(test));
  }

  private void addLost(TestView test) {
    lostCount++;
    LostReason reason = test.lostReason();
    String why = reason == null ? "nobody knows why" : reason.sentence();
    lost.computeIfAbsent(why, title -> new FailureGroup(title, new Some<>(limits.perGroup())))
        .tests()
        .add(() -> trimmed(test));
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

  /** With no more text than a highlight may hold, and none once all of them hold enough. */
  private TestView trimmed(TestView test) {
    boolean bad = test.verdict() != null && !test.verdict().isGood();
    String detail =
        bad ? Trim.detail(test.detail(), (int) Math.min(limits.textOfOne(), textLeft)) : null;
    String message = Trim.message(test.message());
    TestView trimmed = Trim.test(test, message, detail);
    textLeft -= bad ? Trim.length(message) + Trim.length(detail) : 0;
    textLeft = Math.max(0, textLeft);
    return trimmed;
  }

  /** The largest group first: it is most likely one cause. */
  public List<FailureGroup> failures() {
    return bySize(failures, otherFailures);
  }

  public int failureCount() {
    return failureCount;
  }

  public List<FailureGroup> lost() {
    return bySize(lost, null);
  }

  public int lostCount() {
    return lostCount;
  }

  private static List<FailureGroup> bySize(
      Map<String, FailureGroup> groups, @Nullable FailureGroup last) {
    List<FailureGroup> sorted = new ArrayList<>(groups.values());
    sorted.sort(Comparator.comparingInt((FailureGroup group) -> -group.tests().count()));
    if (last != null && last.tests().count() > 0) {
      sorted.add(last);
    }
    return sorted;
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
