package dev.verdict.reports.coverage;

import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which lines there are and which of them were run, over any number of files of any tool. A line
 * that one part of a suite has not run and another has is covered, so the parts cannot be averaged:
 * they are laid over each other.
 */
public final class Coverage {
  static final int MOST_FILES = 200_000;
  static final int LONGEST_FILE = 5_000_000;
  private static final int MOST_BLOCKS = 5_000_000;

  /** Of one source file. */
  private static final class Lines {
    private final BitSet known = new BitSet();
    private final BitSet run = new BitSet();
  }

  private final Map<String, Lines> files = new HashMap<>();

  /** Statements of Go, which has no lines: how many a block has. */
  private final Map<String, Integer> blocks = new HashMap<>();

  private final Set<String> blocksRun = new HashSet<>();
  private final Set<String> filesOfBlocks = new HashSet<>();

  void line(String file, int number, boolean wasRun) {
    if (number < 1 || number > LONGEST_FILE) {
      throw new NoCoverage(
          "line " + number + " of " + file + " (expected: 1 to " + LONGEST_FILE + ")");
    }
    Lines lines = files.computeIfAbsent(file, none -> new Lines());
    if (files.size() > MOST_FILES) {
      throw new NoCoverage("more than " + MOST_FILES + " source files");
    }
    lines.known.set(number);
    if (wasRun) {
      lines.run.set(number);
    }
  }

  void block(String file, String place, int statements, boolean wasRun) {
    String block = file + ":" + place;
    blocks.put(block, statements);
    filesOfBlocks.add(file);
    if (blocks.size() > MOST_BLOCKS) {
      throw new NoCoverage("more than " + MOST_BLOCKS + " blocks");
    }
    if (wasRun) {
      blocksRun.add(block);
    }
  }

  /** Lines, and statements where a tool counts these. */
  public long known() {
    long lines = files.values().stream().mapToLong(one -> one.known.cardinality()).sum();
    return lines + blocks.values().stream().mapToLong(Integer::longValue).sum();
  }

  public long covered() {
    long lines = files.values().stream().mapToLong(one -> one.run.cardinality()).sum();
    return lines + blocksRun.stream().mapToLong(one -> blocks.getOrDefault(one, 0)).sum();
  }

  public int files() {
    return files.size() + filesOfBlocks.size();
  }

  /**
   * @throws NoCoverage where there is no line that could be covered: that is not 100 percent
   */
  public double percent() {
    long all = known();
    if (all == 0) {
      throw new NoCoverage("no line in any of the files (expected: some that tests can cover)");
    }
    return 100.0 * covered() / all;
  }
}
