package dev.verdict.runners;

import static java.util.stream.Collectors.joining;

import dev.verdict.plugin.runner.TestRunner;
import dev.verdict.runners.Runners.Candidate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Says which file belongs to which runner.
 *
 * <p>A runner may claim a file if it recognises the tree and the file's name fits. Where nobody
 * gave a pattern, the name fits one of the runner's own; where somebody did, or named the file, the
 * language is enough: {@code check_*.py} is a runner's that has {@code test_*.py}. Of several that
 * claim a file the surest gets it, so that Python and Go can stand side by side while pytest and
 * unittest do not both run one file; two that are equally sure are an error.
 */
final class ClaimedFiles {
  private final Runners runners;
  private final TestSearch search;

  ClaimedFiles(Runners runners, TestSearch search) {
    this.runners = runners;
    this.search = search;
  }

  /** Never empty. Runners by name, files sorted. */
  Map<TestRunner, List<String>> byRunner() throws DiscoveryFailed, IOException {
    List<Candidate> candidates = candidates();
    Map<TestRunner, List<String>> claimed = new TreeMap<>(Comparator.comparing(TestRunner::name));
    for (String file : wanted()) {
      List<Candidate> claimants =
          candidates.stream().filter(each -> mayClaim(each.runner(), file)).toList();
      if (!claimants.isEmpty()) {
        TestRunner owner = Runners.surest(claimants, file);
        claimed.computeIfAbsent(owner, absent -> new ArrayList<>()).add(file);
      } else if (!search.files().isEmpty()) {
        throw new DiscoveryFailed(
            "test file: " + file + " (expected: a test of " + names(candidates) + ")");
      }
    }
    if (claimed.isEmpty() && needsNoFiles()) {
      claimed.put(runners.named(search.runner().orElseThrow()), List.of());
    }
    if (claimed.isEmpty()) {
      throw nothingFound(candidates);
    }
    return claimed;
  }

  /** A runner that was named and has no files of its own, such as one for any command. */
  private boolean needsNoFiles() throws DiscoveryFailed {
    return search.runner().isPresent()
        && search.files().isEmpty()
        && search.patterns().isEmpty()
        && runners.named(search.runner().get()).filePatterns().isEmpty();
  }

  private List<Candidate> candidates() throws DiscoveryFailed, IOException {
    if (search.runner().isPresent()) {
      return List.of(new Candidate(runners.named(search.runner().get()), 100));
    }
    List<Candidate> candidates = runners.candidates(search.root());
    if (candidates.isEmpty()) {
      runners.choose(search.root(), search.runner());
    }
    return candidates;
  }

  private List<String> wanted() throws DiscoveryFailed, IOException {
    if (!search.files().isEmpty()) {
      return explicit();
    }
    List<String> files = SourceTree.files(search.root());
    if (search.patterns().isEmpty()) {
      return files;
    }
    return files.stream().filter(new Globs(search.patterns())).toList();
  }

  private List<String> explicit() throws DiscoveryFailed {
    TreeSet<String> files = new TreeSet<>();
    List<String> missing = new ArrayList<>();
    for (String given : search.files()) {
      Path path = search.root().resolve(given).normalize();
      if (!path.startsWith(search.root())) {
        throw new DiscoveryFailed(
            "test file: " + given + " (expected: a file below " + search.root() + ")");
      }
      if (Files.isRegularFile(path)) {
        files.add(search.root().relativize(path).toString().replace('\\', '/'));
      } else {
        missing.add(given);
      }
    }
    if (!missing.isEmpty()) {
      throw new DiscoveryFailed(
          "test file: "
              + String.join(", ", missing)
              + " (expected: a file that exists in "
              + search.root()
              + ")");
    }
    return List.copyOf(files);
  }

  private boolean mayClaim(TestRunner runner, String file) {
    if (search.patterns().isEmpty() && search.files().isEmpty()) {
      return new Globs(runner.filePatterns()).test(file);
    }
    return search.runner().isPresent()
        || runner.filePatterns().stream().anyMatch(own -> extension(own).equals(extension(file)));
  }

  private static String extension(String file) {
    return file.substring(file.lastIndexOf('.') + 1);
  }

  private DiscoveryFailed nothingFound(List<Candidate> candidates) {
    String patterns =
        search.patterns().isEmpty()
            ? candidates.stream()
                .map(
                    each ->
                        each.runner().name()
                            + ": "
                            + String.join(" ", each.runner().filePatterns()))
                .collect(joining("; "))
            : String.join(" ", search.patterns());
    return new DiscoveryFailed(
        "tests: none in "
            + search.root()
            + " (expected: files like "
            + patterns
            + "; hidden directories and "
            + String.join(", ", new TreeSet<>(SourceTree.LEFT_OUT))
            + " are not searched)");
  }

  private static String names(List<Candidate> candidates) {
    return candidates.stream().map(each -> each.runner().name()).collect(joining(", "));
  }
}
