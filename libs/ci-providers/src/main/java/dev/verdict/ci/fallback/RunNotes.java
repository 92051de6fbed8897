package dev.verdict.ci.fallback;

import dev.verdict.ci.CutText;
import dev.verdict.plugin.ci.RunState;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lines of our test runs in a text that a build carries, one for each name. Lines of others
 * stay as they are.
 */
public record RunNotes(List<String> lines) {
  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_TITLE = 300;

  public RunNotes {
    lines = List.copyOf(lines);
  }

  public static RunNotes in(@Nullable String text) {
    return new RunNotes(
        text == null || text.isBlank() ? List.of() : text.stripTrailing().lines().toList());
  }

  /** Whether a run of that name with that page of ours has a line. */
  public boolean tell(String name, @Nullable URI page) {
    return lines.stream()
        .anyMatch(
            line -> line.startsWith(start(name)) && (page == null || line.endsWith(" " + page)));
  }

  /** With this line in place of the one of the same name. */
  public RunNotes with(String name, RunState state, String title, @Nullable URI page) {
    StringBuilder line = new StringBuilder(start(name)).append(state.word());
    if (!title.isBlank()) {
      line.append(", ").append(plain(title, LONGEST_TITLE));
    }
    if (page != null) {
      line.append(' ').append(page);
    }
    List<String> changed = new ArrayList<>(lines);
    int place = changed.size();
    for (int i = changed.size() - 1; i >= 0; i--) {
      if (changed.get(i).startsWith(start(name))) {
        changed.remove(i);
        place = i;
      }
    }
    changed.add(place, line.toString());
    return new RunNotes(changed);
  }

  public String text() {
    return String.join("\n", lines);
  }

  private static String start(String name) {
    return "Verdict \"" + plain(name, LONGEST_NAME).replace('"', '\'') + "\": ";
  }

  /** Some CI systems show such a text as HTML, where a name must not become an element. */
  private static String plain(String text, int most) {
    return CutText.line(text.replace('<', '‹').replace('>', '›'), most);
  }
}
