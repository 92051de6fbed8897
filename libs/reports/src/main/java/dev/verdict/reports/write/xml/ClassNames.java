package dev.verdict.reports.write.xml;

import dev.verdict.contract.api.TestView;
import dev.verdict.reports.model.ReportedTask;
import org.jspecify.annotations.Nullable;

/** The class name that CI systems group by. */
final class ClassNames {
  private ClassNames() {}

  /** The class; else the suite; else the file, as a package; else the task. */
  static String of(TestView test, @Nullable ReportedTask task) {
    for (String name : new @Nullable String[] {test.className(), test.suite(), asPackage(test)}) {
      if (name != null && !name.isBlank()) {
        return name;
      }
    }
    return task == null ? "tests" : task.name();
  }

  private static @Nullable String asPackage(TestView test) {
    String file = test.file();
    return file == null
        ? null
        : file.replaceFirst("\\.[A-Za-z0-9]+$", "").replace('/', '.').replace('\\', '.');
  }
}
