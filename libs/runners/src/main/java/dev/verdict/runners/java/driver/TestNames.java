package dev.verdict.runners.java.driver;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The tests of some classes, by the names that JUnit's reports will use: {@code CLASS::METHOD}. */
final class TestNames {
  private static final Pattern INVOCATION = Pattern.compile("(.*)\\[(\\d+)\\]");

  /** What stands for many until it runs has a unique id, but is not a test. */
  private record Named(String uniqueId, boolean many) {}

  private final TreeMap<String, Named> named = new TreeMap<>();

  private TestNames() {}

  static TestNames of(List<String> classes, String classPath) throws IOException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader loader = new URLClassLoader(urls(classPath), before)) {
      thread.setContextClassLoader(loader);
      LauncherDiscoveryRequest request =
          LauncherDiscoveryRequestBuilder.request()
              .selectors(classes.stream().map(DiscoverySelectors::selectClass).toList())
              .build();
      TestPlan plan = LauncherFactory.create().discover(request);
      TestNames names = new TestNames();
      plan.getRoots().forEach(root -> names.add(plan, root));
      return names;
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static URL[] urls(String classPath) throws IOException {
    List<URL> urls = new ArrayList<>();
    for (String entry : classPath.split(File.pathSeparator)) {
      if (!entry.isEmpty()) {
        urls.add(Path.of(entry).toUri().toURL());
      }
    }
    return urls.toArray(new URL[0]);
  }

  private void add(TestPlan plan, TestIdentifier identifier) {
    boolean leaf = plan.getChildren(identifier).isEmpty();
    boolean inClass =
        identifier.getSource().filter(source -> !(source instanceof ClassSource)).isPresent();
    if (identifier.isTest() || (leaf && inClass)) {
      String id = className(plan, identifier) + "::" + identifier.getLegacyReportingName();
      named.put(id, new Named(identifier.getUniqueId(), !identifier.isTest()));
    }
    plan.getChildren(identifier).forEach(child -> add(plan, child));
  }

  /** As the reports do: the nearest class around it. */
  private static String className(TestPlan plan, TestIdentifier identifier) {
    Optional<TestIdentifier> at = Optional.of(identifier);
    while (at.isPresent()) {
      TestSource source = at.get().getSource().orElse(null);
      if (source instanceof ClassSource of) {
        return of.getClassName();
      }
      at = plan.getParent(at.get());
    }
    return plan.getParent(identifier).map(TestIdentifier::getLegacyReportingName).orElse("");
  }

  /** A line each: {@code one} or {@code many}, a tab, the identity. */
  List<String> lines() {
    return named.entrySet().stream()
        .map(entry -> (entry.getValue().many() ? "many" : "one") + "\t" + entry.getKey())
        .toList();
  }

  /**
   * The unique id that selects a test, if there is such a test; an invocation counts within its
   * method.
   */
  Optional<String> uniqueId(String id) {
    Named exactly = named.get(id);
    if (exactly != null) {
      return Optional.of(exactly.uniqueId());
    }
    Matcher invocation = INVOCATION.matcher(id);
    Named of = invocation.matches() ? named.get(invocation.group(1)) : null;
    if (of == null) {
      return Optional.empty();
    }
    boolean made = of.uniqueId().contains("/[test-factory:");
    String kind = made ? "dynamic-test" : "test-template-invocation";
    return Optional.of(of.uniqueId() + "/[" + kind + ":#" + invocation.group(2) + "]");
  }
}
