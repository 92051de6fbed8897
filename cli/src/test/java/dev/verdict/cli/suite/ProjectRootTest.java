package dev.verdict.cli.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectRootTest {
  @TempDir private Path directory;

  private Path tests(String path) throws IOException {
    return Files.createDirectories(directory.resolve(path));
  }

  private void file(String path) throws IOException {
    Files.writeString(directory.resolve(path), "");
  }

  @Test
  void testsBringTheirProjectWithThem() throws IOException {
    Path tests = tests("project/tests/unit");
    file("project/pyproject.toml");
    assertThat(ProjectRoot.of(tests)).isEqualTo(directory.resolve("project"));
  }

  @Test
  void aModuleBringsItsWholeBuild() throws IOException {
    Path tests = tests("build/module/src/test");
    file("build/pom.xml");
    file("build/module/pom.xml");
    assertThat(ProjectRoot.of(tests)).isEqualTo(directory.resolve("build"));
  }

  @Test
  void aDirectoryThatIsCompleteInItselfStaysAlone() throws IOException {
    Path tests = tests("repository/examples/quickstart");
    file("repository/pom.xml");
    file("repository/examples/quickstart/verdict.yaml");
    assertThat(ProjectRoot.of(tests)).isEqualTo(tests);
  }

  @Test
  void withoutAnyProjectTheTestsGoAloneAndNotTheRepository() throws IOException {
    Path tests = tests("repository/tests");
    tests("repository/.git");
    assertThat(ProjectRoot.of(tests)).isEqualTo(tests);
  }

  @Test
  void nobodysHomeIsAProjectWhateverLiesThere() throws IOException {
    Path tests = tests("home/me/work/app/tests");
    file("home/me/package.json");
    file("home/package.json");
    List<Path> homes = List.of(directory.resolve("home/me"));

    assertThat(ProjectRoot.of(tests, homes)).isEqualTo(tests);

    file("home/me/work/package.json");
    assertThat(ProjectRoot.of(tests, homes)).isEqualTo(directory.resolve("home/me/work"));
  }

  @Test
  void noModuleClimbsIntoAHome() throws IOException {
    Path tests = tests("me/build/tests");
    file("me/pom.xml");
    file("me/build/pom.xml");

    assertThat(ProjectRoot.of(tests, List.of(directory.resolve("me"))))
        .isEqualTo(directory.resolve("me/build"));
  }

  @Test
  void aLinkToAHomeIsAHome() throws IOException {
    Path tests = tests("real/me/tests");
    file("real/me/go.mod");
    Path link = Files.createSymbolicLink(directory.resolve("home"), Path.of("real/me"));

    assertThat(ProjectRoot.of(tests, List.of(link))).isEqualTo(tests);
  }
}
