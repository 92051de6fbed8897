package dev.verdict.runners.java;

import dev.verdict.plugin.runner.Command;
import dev.verdict.plugin.runner.RunnerTask;
import dev.verdict.runners.BundledFile;
import dev.verdict.runners.SourceTree;
import dev.verdict.runners.java.driver.JunitDriver;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Starts our driver in a JVM of its own, with what it has to do in a file. */
final class JunitRequest {
  private static final List<String> DRIVER =
      List.of("JunitDriver", "Compilation", "TestNames", "TestNames$Named");

  private final RunnerTask task;

  JunitRequest(RunnerTask task) {
    this.task = task;
  }

  Command command(String action, Path output) throws IOException {
    Path console = JunitConsole.find(task);
    Path driver = task.scratch().resolve("driver");
    String packagePath = JunitDriver.class.getPackageName().replace('.', '/');
    for (String name : DRIVER) {
      BundledFile.write(JunitDriver.class, name + ".class", driver.resolve(packagePath));
    }
    Path request = task.scratch().resolve("request.properties");
    try (Writer writer = Files.newBufferedWriter(request)) {
      properties().store(writer, null);
    }
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    return new Command(
        List.of(
            java.toString(),
            "-cp",
            driver + File.pathSeparator + console,
            JunitDriver.class.getName(),
            action,
            request.toString(),
            output.toString()),
        task.root(),
        Map.of());
  }

  private Properties properties() throws IOException {
    List<String> sources = new ArrayList<>();
    List<String> classes = new ArrayList<>();
    for (String file : task.unit().files()) {
      sources.add(task.root().resolve(file).toString());
      classes.add(new JavaSource(task.root(), file).className());
    }
    List<String> roots = sourceRoots();
    List<String> classPath = new ArrayList<>(libraries());
    classPath.addAll(roots);
    Properties properties = new Properties();
    put(properties, "sources", sources);
    put(properties, "sourcePath", roots);
    put(properties, "classPath", classPath);
    put(properties, "classes", classes);
    put(properties, "names", task.unit().files());
    put(properties, "only", task.only());
    put(properties, "arguments", task.arguments());
    return properties;
  }

  private static void put(Properties properties, String key, List<String> entries) {
    properties.setProperty(key, String.join("\n", entries));
  }

  /** Where packages begin; resources beside the sources are found there too. */
  private List<String> sourceRoots() throws IOException {
    TreeSet<String> roots = new TreeSet<>();
    for (String file : SourceTree.files(task.root())) {
      if (file.endsWith(".java")) {
        roots.add(task.root().resolve(new JavaSource(task.root(), file).sourceRoot()).toString());
      }
    }
    for (String resources : List.of("src/main/resources", "src/test/resources")) {
      if (Files.isDirectory(task.root().resolve(resources))) {
        roots.add(task.root().resolve(resources).toString());
      }
    }
    return List.copyOf(roots);
  }

  private List<String> libraries() throws IOException {
    Path directory = task.root().resolve("lib");
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(Path::toString).filter(file -> file.endsWith(".jar")).sorted().toList();
    }
  }
}
