package dev.verdict.reports.aggregate;

import java.util.Arrays;
import java.util.List;

/**
 * Which job left a file: the first directory in which the files differ, as in {@code
 * test_results/unit-python3.8/…} and {@code test-results-unit-python3.8/…}; where all lie in one
 * directory, each file is a job.
 */
final class JobNames {
  private JobNames() {}

  static List<FoundFile> name(List<FoundFile> files) {
    int shared = shared(files.stream().map(file -> directories(file.name())).toList());
    return files.stream().map(file -> file.of(job(file.name(), shared))).toList();
  }

  private static String job(String name, int shared) {
    List<String> directories = directories(name);
    if (directories.size() > shared) {
      return directories.get(shared);
    }
    String last = name.substring(name.lastIndexOf('/') + 1);
    return last.substring(0, last.lastIndexOf('.'));
  }

  private static int shared(List<List<String>> all) {
    if (all.isEmpty()) {
      return 0;
    }
    int shared = all.stream().mapToInt(List::size).min().orElse(0);
    for (List<String> directories : all) {
      int same = 0;
      while (same < shared && directories.get(same).equals(all.getFirst().get(same))) {
        same++;
      }
      shared = same;
    }
    return shared;
  }

  private static List<String> directories(String name) {
    List<String> parts = Arrays.asList(name.split("/"));
    return parts.subList(0, parts.size() - 1);
  }
}
