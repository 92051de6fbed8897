package dev.verdict.artifacts.usecase.copies;

import dev.verdict.artifacts.usecase.copies.CopyQueue.Known;
import dev.verdict.artifacts.usecase.copies.CopyQueue.Planned;
import dev.verdict.artifacts.usecase.links.RemoteFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which files of a failed run are copied, and when: those that their CI system says it will throw
 * away, the smallest first, as far as the bounds of a run allow.
 */
final class CopyPlan {
  private final CopyRules rules;
  private final Known before;
  private long bytes;
  private int files;

  private CopyPlan(CopyRules rules, Known before) {
    this.rules = rules;
    this.before = before;
    this.files = before.ofRun().size();
    this.bytes = before.ofRun().values().stream().mapToLong(Long::longValue).sum();
  }

  static List<Planned> of(CopyRules rules, Known before, List<RemoteFile> found, Instant now) {
    CopyPlan plan = new CopyPlan(rules, before);
    List<Planned> planned = new ArrayList<>();
    found.stream()
        .filter(file -> !file.artifact().gone())
        .sorted(Comparator.comparing(plan::size).thenComparing(file -> file.artifact().name()))
        .forEach(
            file -> {
              Instant until = file.artifact().retainedUntil();
              if (until != null) {
                planned.add(plan.one(file, until, now));
              }
            });
    return planned;
  }

  private Planned one(RemoteFile file, Instant until, Instant now) {
    Instant due = until.minus(rules.lead());
    long size = size(file);
    String refused = before.known().contains(file.id()) ? null : refusal(size);
    return new Planned(file.id(), size, until, due.isBefore(now) ? now : due, refused);
  }

  private @Nullable String refusal(long size) {
    if (size > rules.fileBytes()) {
      return "it has " + size + " bytes (expected: at most " + rules.fileBytes() + ")";
    }
    if (files >= rules.runFiles()) {
      return "of its run " + files + " files are copied (expected: at most that many)";
    }
    if (bytes + size > rules.runBytes()) {
      return "with it "
          + (bytes + size)
          + " bytes of its run would be copied (expected: at most "
          + rules.runBytes()
          + ")";
    }
    files++;
    bytes += size;
    return null;
  }

  /** One whose size nobody tells may be as large as is allowed. */
  private long size(RemoteFile file) {
    return Objects.requireNonNullElse(file.artifact().size(), rules.fileBytes());
  }
}
