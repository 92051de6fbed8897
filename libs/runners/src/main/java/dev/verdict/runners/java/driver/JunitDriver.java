package dev.verdict.runners.java.driver;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.spi.ToolProvider;

/**
 * Compiles test classes, then lists them or has JUnit's console launcher run them, all in one JVM.
 *
 * <p>It is started with {@code list|run REQUEST OUTPUT}. The request is a file of properties, each
 * a list with one entry a line: {@code sources}, {@code sourcePath}, {@code classPath}, {@code
 * classes}, {@code only}, {@code arguments}, {@code names}. The output is a file for a list and a
 * directory for a run.
 */
public final class JunitDriver {
  /** Sources do not compile, or there is no compiler. */
  public static final int NOT_COMPILED = 3;

  /** As the console launcher says it. */
  public static final int NO_TESTS = 2;

  private JunitDriver() {}

  public static void main(String[] args) throws IOException {
    Properties request = new Properties();
    try (Reader reader = Files.newBufferedReader(Path.of(args[1]))) {
      request.load(reader);
    }
    Path output = Path.of(args[2]);
    boolean list = args[0].equals("list");
    Path classes = Path.of(args[1]).resolveSibling("classes");
    String problem = Compilation.run(request, classes);
    if (!problem.isEmpty()) {
      System.err.println(problem);
      if (!list) {
        Compilation.report(entries(request, "names"), problem, output);
      }
      System.exit(NOT_COMPILED);
    }
    String classPath = classes + File.pathSeparator + path(request, "classPath");
    TestNames names = TestNames.of(entries(request, "classes"), classPath);
    if (list) {
      Files.write(output, names.lines());
      System.exit(0);
    }
    System.exit(run(request, classPath, names, output));
  }

  private static int run(Properties request, String classPath, TestNames names, Path output) {
    List<String> arguments =
        new ArrayList<>(
            List.of("execute", "--disable-banner", "--disable-ansi-colors", "--fail-if-no-tests"));
    arguments.add("--class-path=" + classPath);
    arguments.add("--reports-dir=" + output);
    // The default leaves out classes by their names, and ours were named.
    arguments.add("--include-classname=.*");
    List<String> selected = selected(request, names);
    if (selected.isEmpty()) {
      return NO_TESTS;
    }
    arguments.addAll(selected);
    arguments.addAll(entries(request, "arguments"));
    ToolProvider launcher = ToolProvider.findFirst("junit").orElseThrow();
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter error = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    return launcher.run(out, error, arguments.toArray(new String[0]));
  }

  /** A test that is gone does not keep the others from running. */
  private static List<String> selected(Properties request, TestNames names) {
    List<String> only = entries(request, "only");
    if (only.isEmpty()) {
      return entries(request, "classes").stream().map(name -> "--select-class=" + name).toList();
    }
    List<String> selected = new ArrayList<>();
    for (String id : only) {
      names
          .uniqueId(id)
          .ifPresentOrElse(
              unique -> selected.add("--select-unique-id=" + unique),
              () -> System.err.println("test: '" + id + "' (expected: one that is there)"));
    }
    return selected;
  }

  static List<String> entries(Properties request, String key) {
    return request.getProperty(key, "").lines().toList();
  }

  static String path(Properties request, String key) {
    return String.join(File.pathSeparator, entries(request, key));
  }
}
