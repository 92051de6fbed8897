package dev.verdict.artifacts.usecase.compare;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.ChangeDelta;
import com.github.difflib.patch.Chunk;
import com.github.difflib.patch.DeltaType;
import com.github.difflib.patch.Patch;
import dev.verdict.artifacts.usecase.compare.Comparison.TextDifference;
import java.util.List;
import java.util.function.Function;

/** The difference of two texts by lines. */
final class TextChanges {
  /** What the search costs grows with the product of the lines that differ. */
  static final int MOST_LINES = 10_000;

  private static final int MOST_TOLD = 2_000;
  private static final int CONTEXT = 3;

  private TextChanges() {}

  static Comparison between(String leftName, String left, String rightName, String right) {
    List<String> before = left.lines().toList();
    List<String> after = right.lines().toList();
    int most = Math.max(before.size(), after.size());
    if (most > MOST_LINES) {
      return Comparison.bytes(
          "lines: " + most + " (expected: at most " + MOST_LINES + " to compare by lines)");
    }
    Patch<String> patch = paired(DiffUtils.diff(before, after, new MyersDiffWithLinearSpace<>()));
    List<String> unified =
        UnifiedDiffUtils.generateUnifiedDiff(leftName, rightName, before, patch, CONTEXT);
    boolean cut = unified.size() > MOST_TOLD;
    return new Comparison(
        Comparison.Kind.TEXT,
        null,
        new TextDifference(
            String.join("\n", cut ? unified.subList(0, MOST_TOLD) : unified),
            lines(patch, AbstractDelta::getTarget),
            lines(patch, AbstractDelta::getSource),
            cut),
        null,
        List.of());
  }

  /** A line that came where another went is a change: what went is told first. */
  private static Patch<String> paired(Patch<String> patch) {
    Patch<String> paired = new Patch<>();
    AbstractDelta<String> insert = null;
    for (AbstractDelta<String> delta : patch.getDeltas()) {
      boolean replaces =
          insert != null
              && delta.getType() == DeltaType.DELETE
              && delta.getSource().getPosition() == insert.getSource().getPosition();
      if (insert != null) {
        paired.addDelta(
            replaces ? new ChangeDelta<>(delta.getSource(), insert.getTarget()) : insert);
      }
      insert = delta.getType() == DeltaType.INSERT ? delta : null;
      if (insert == null && !replaces) {
        paired.addDelta(delta);
      }
    }
    if (insert != null) {
      paired.addDelta(insert);
    }
    return paired;
  }

  private static int lines(
      Patch<String> patch, Function<AbstractDelta<String>, Chunk<String>> side) {
    return patch.getDeltas().stream().mapToInt(delta -> side.apply(delta).size()).sum();
  }
}
