package dev.verdict.tests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Code that nobody should write, compiled for a rule to be tried on. */
record Violations(Path directory) {

  /** One class, compiled against everything that is ours. */
  JavaClasses of(String packageName, String className, String body) throws IOException {
    Path source =
        Files.createDirectories(directory.resolve("src").resolve(packageName.replace('.', '/')))
            .resolve(className + ".java");
    Files.writeString(
        source, "package " + packageName + ";\n\nclass " + className + " {\n" + body + "\n}\n");
    Path classes = Files.createDirectories(directory.resolve("classes"));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> options =
        List.of(
            "-proc:none",
            "-nowarn",
            "-cp",
            System.getProperty("java.class.path"),
            "-d",
            classes.toString());
    int done =
        compiler.run(
            null,
            null,
            null,
            Stream.concat(options.stream(), Stream.of(source.toString())).toArray(String[]::new));
    assertThat(done).as("the compiler's answer to %s", source).isZero();
    return new ClassFileImporter().importPath(classes);
  }
}
