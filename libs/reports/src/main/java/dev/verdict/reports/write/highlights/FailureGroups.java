package dev.verdict.reports.write.highlights;

import dev.verdict.contract.api.TestView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Tests that went wrong, grouped by how; what fits no group is counted as one. */
final class FailureGroups {
  private final int most;
  private final int perGroup;
  private final Map<String, FailureGroup> groups = new LinkedHashMap<>();
  private final FailureGroup others;
  private int count;

  FailureGroups(int most, int perGroup) {
    this.most = most;
    this.perGroup = perGroup;
    this.others = new FailureGroup("other failures", new Some<>(perGroup));
  }

  void add(TestView test, Supplier<TestView> kept) {
    count++;
    String signature = FailureKind.signature(test);
    FailureGroup group = groups.get(signature);
    if (group == null && groups.size() < most) {
      group = new FailureGroup(FailureKind.title(test), new Some<>(perGroup));
      groups.put(signature, group);
    }
    (group == null ? others : group).tests().add(kept);
  }

  int count() {
    return count;
  }

  /** The largest first: it is most likely one cause. */
  List<FailureGroup> bySize() {
    List<FailureGroup> sorted = new ArrayList<>(groups.values());
    sorted.sort(Comparator.comparingInt((FailureGroup group) -> -group.tests().count()));
    if (others.tests().count() > 0) {
      sorted.add(others);
    }
    return sorted;
  }
}
