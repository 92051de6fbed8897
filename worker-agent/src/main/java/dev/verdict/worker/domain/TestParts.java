package dev.verdict.worker.domain;

import dev.verdict.contract.message.AttemptNews;
import dev.verdict.contract.message.TestOutcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cuts results into parts that fit into one record of Kafka each. */
public final class TestParts {
  public static final int MOST_BYTES = 512 * 1024;
  private static final int FRAME = 300;

  private TestParts() {}

  public static List<List<TestOutcome>> of(Collection<TestOutcome> tests) {
    List<List<TestOutcome>> parts = new ArrayList<>();
    List<TestOutcome> part = new ArrayList<>();
    int bytes = 0;
    for (TestOutcome test : tests) {
      int more = mostBytes(test);
      boolean full = part.size() == AttemptNews.Tests.MOST_TESTS || bytes + more > MOST_BYTES;
      if (full && !part.isEmpty()) {
        parts.add(part);
        part = new ArrayList<>();
        bytes = 0;
      }
      part.add(test);
      bytes += more;
    }
    if (!part.isEmpty()) {
      parts.add(part);
    }
    return parts;
  }

  /** At least what it takes as JSON. */
  static int mostBytes(TestOutcome test) {
    return FRAME
        + mostBytes(test.id())
        + mostBytes(test.suite())
        + mostBytes(test.className())
        + mostBytes(test.name())
        + mostBytes(test.file())
        + mostBytes(test.message())
        + mostBytes(test.type())
        + mostBytes(test.detail());
  }

  /** Control characters and halves of a pair are written as an escape of six. */
  private static int mostBytes(char c) {
    if (c < 0x20 || Character.isSurrogate(c)) {
      return 6;
    }
    return c == '"' || c == '\\' ? 2 : c < 0x80 ? 1 : 3;
  }

  private static int mostBytes(@Nullable String text) {
    int bytes = 0;
    for (int i = 0; text != null && i < text.length(); i++) {
      char c = text.charAt(i);
      bytes += mostBytes(c);
    }
    return bytes;
  }
}
