package dev.verdict.worker.usecase.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileGlobsTest {
  @TempDir Path root;

  @BeforeEach
  void tree() throws IOException {
    for (String name : List.of("a.xml", "out/b.xml", "out/deep/c.xml", "out/d.txt")) {
      Files.createDirectories(root.resolve(name).getParent());
      Files.writeString(root.resolve(name), name);
    }
    Files.createSymbolicLink(root.resolve("link.xml"), Path.of("/etc/hostname"));
    Files.createSymbolicLink(root.resolve("up"), Path.of(".."));
  }

  @Test
  void patterns_mean_what_people_mean() throws IOException {
    assertThat(find("*.xml")).containsExactly("a.xml");
    assertThat(find("**/*.xml")).containsExactly("a.xml", "out/b.xml", "out/deep/c.xml");
    assertThat(find("out/**/*.xml")).containsExactly("out/b.xml", "out/deep/c.xml");
    assertThat(find("out/**")).containsExactly("out/b.xml", "out/d.txt", "out/deep/c.xml");
    assertThat(find("out/d.txt", "./a.xml")).containsExactly("a.xml", "out/d.txt");
    assertThat(find(root + "/out/*.{xml,txt}")).containsExactly("out/b.xml", "out/d.txt");
    assertThat(find("nowhere/*.xml", "no.xml")).isEmpty();
  }

  @Test
  void links_are_never_followed() throws IOException {
    assertThat(find("link.xml", "up/**")).isEmpty();
  }

  @Test
  void there_is_a_bound() throws IOException {
    assertThat(FileGlobs.find(List.of("**"), root, 2)).hasSize(2);
  }

  private List<String> find(String... patterns) throws IOException {
    return FileGlobs.find(List.of(patterns), root, 100).stream()
        .map(path -> root.relativize(path).toString())
        .toList();
  }
}
