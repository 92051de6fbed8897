package dev.verdict.runners.java;

import dev.verdict.plugin.runner.RunnerTask;
import dev.verdict.runners.SourceTree;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds the source that a class of a report stands in. */
record ClassFiles(Path root, List<String> files) {

  static ClassFiles of(RunnerTask task) {
    return new ClassFiles(task.root(), task.unit().files());
  }

  Optional<String> fileOf(String className) {
    int nested = className.indexOf('$');
    String top = nested < 0 ? className : className.substring(0, nested);
    String path = top.replace('.', '/');
    Optional<String> byName = files.stream().filter(file -> isFileOf(path, file)).findFirst();
    return byName.isPresent() ? byName : byText(top);
  }

  private static boolean isFileOf(String path, String file) {
    int dot = file.lastIndexOf('.');
    String stem = dot < 0 ? file : file.substring(0, dot);
    return stem.equals(path) || stem.endsWith("/" + path);
  }

  /** A file may hold more classes than the one that has its name. */
  private Optional<String> byText(String top) {
    String simpleName = top.substring(top.lastIndexOf('.') + 1);
    String directory = SourceTree.directoryOf(top.replace('.', '/'));
    return files.stream()
        .filter(file -> SourceTree.directoryOf(file).endsWith(directory))
        .filter(file -> new JavaSource(root, file).declares(simpleName))
        .findFirst();
  }
}
