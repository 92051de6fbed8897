package dev.verdict.runners;

import static java.util.stream.Collectors.joining;

import dev.verdict.plugin.runner.TestRunner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** All test runners that there are, by name. */
public final class Runners {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");

  private final Map<String, TestRunner> byName = new TreeMap<>();

  private Runners(Iterable<TestRunner> runners) {
    for (TestRunner runner : runners) {
      add(runner);
    }
  }

  /** Ours and those of plugins. Two with one name are an error that names both classes. */
  public static Runners load() {
    return new Runners(ServiceLoader.load(TestRunner.class, Runners.class.getClassLoader()));
  }

  public static Runners of(Collection<? extends TestRunner> runners) {
    return new Runners(List.copyOf(runners));
  }

  private void add(TestRunner runner) {
    String name = runner.name();
    if (!NAME.matcher(name).matches()) {
      throw new IllegalStateException(
          "test runner: '"
              + name
              + "' of "
              + runner.getClass().getName()
              + " (expected: a name of lower-case letters, digits and -)");
    }
    TestRunner other = byName.putIfAbsent(name, runner);
    if (other != null) {
      throw new IllegalStateException(
          "test runner: '"
              + name
              + "' is the name of "
              + other.getClass().getName()
              + " and of "
              + runner.getClass().getName()
              + " (expected: one)");
    }
  }

  public Collection<TestRunner> all() {
    return byName.values();
  }

  public TestRunner named(String name) throws DiscoveryFailed {
    TestRunner runner = byName.get(name);
    if (runner == null) {
      String nearest =
          NearestName.of(name, byName.keySet())
              .map(near -> "; did you mean " + near + "?")
              .orElse("");
      throw new DiscoveryFailed(
          "test runner: '" + name + "' (expected: one of " + names() + ")" + nearest);
    }
    return runner;
  }

  /** The named one, or the one that is surest that the tests are its own. */
  public TestRunner choose(Path root, Optional<String> name) throws DiscoveryFailed, IOException {
    if (name.isPresent()) {
      return named(name.get());
    }
    List<Candidate> candidates = candidates(root);
    if (candidates.isEmpty()) {
      throw new DiscoveryFailed(
          "test runner: nothing in "
              + root
              + " looks like tests of "
              + namesOf(all().stream().filter(each -> !each.filePatterns().isEmpty()))
              + " (expected: a project of one of them, or its name)");
    }
    return surest(candidates, root.toString());
  }

  /** Those that see something of theirs, the surest first. */
  List<Candidate> candidates(Path root) throws IOException {
    List<Candidate> candidates = new ArrayList<>();
    for (TestRunner runner : all()) {
      int sureness = runner.recognises(root);
      if (sureness > 0) {
        candidates.add(new Candidate(runner, sureness));
      }
    }
    candidates.sort(Comparator.comparingInt(Candidate::sureness).reversed());
    return candidates;
  }

  /** The first of a list that is ordered and not empty, if no other is as sure. */
  static TestRunner surest(List<Candidate> candidates, String what) throws DiscoveryFailed {
    Candidate first = candidates.get(0);
    List<Candidate> equals =
        candidates.stream().filter(other -> other.sureness() == first.sureness()).toList();
    if (equals.size() > 1) {
      throw new DiscoveryFailed(
          "test runner: "
              + equals.stream().map(each -> each.runner().name()).collect(joining(" and "))
              + " are equally sure of "
              + what
              + " (expected: one, or its name)");
    }
    return first.runner();
  }

  private String names() {
    return String.join(", ", byName.keySet());
  }

  private static String namesOf(Stream<TestRunner> runners) {
    return runners.map(TestRunner::name).collect(joining(", "));
  }

  /** A runner and how sure it is. */
  record Candidate(TestRunner runner, int sureness) {}
}
