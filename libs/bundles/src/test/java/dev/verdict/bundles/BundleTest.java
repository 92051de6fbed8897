package dev.verdict.bundles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleTest {
  @TempDir Path directory;
  private Path root = Path.of("");

  @BeforeEach
  void tree() throws IOException {
    root = Files.createDirectory(directory.resolve("tree"));
    write("tests/test_a.py", "def test(): pass");
    write("run.sh", "#!/bin/sh");
    Files.setPosixFilePermissions(
        root.resolve("run.sh"), PosixFilePermissions.fromString("rwxrwxrwx"));
    Files.createDirectory(root.resolve("empty"));
    Files.createSymbolicLink(root.resolve("tests/latest.py"), Path.of("test_a.py"));
    write("grüße/名前.txt", "ü");
    write("d/".repeat(60) + "deep.txt", "x".repeat(300));
  }

  @Test
  void what_is_packed_comes_out_again() throws IOException {
    Path copy = directory.resolve("copy");
    PackedBundle packed = unpack(pack(), copy);

    assertThat(names(copy)).isEqualTo(names(root));
    assertThat(copy.resolve("tests/test_a.py")).hasContent("def test(): pass");
    assertThat(Files.isExecutable(copy.resolve("run.sh"))).isTrue();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy.resolve("run.sh"))))
        .isEqualTo("rwxr-xr-x");
    assertThat(Files.isExecutable(copy.resolve("tests/test_a.py"))).isFalse();
    assertThat(Files.readSymbolicLink(copy.resolve("tests/latest.py"))).hasToString("test_a.py");
    assertThat(packed.contentBytes()).isPositive();
  }

  @Test
  void the_same_tree_gives_the_same_bytes() throws IOException {
    byte[] first = pack();
    Files.setLastModifiedTime(root.resolve("run.sh"), FileTime.fromMillis(1));
    Files.setPosixFilePermissions(
        root.resolve("run.sh"), PosixFilePermissions.fromString("r-x------"));
    assertThat(pack()).isEqualTo(first);
    write("run.sh2", "");
    assertThat(pack()).isNotEqualTo(first);
  }

  @Test
  void ignore_files_are_respected() throws IOException {
    write(".gitignore", "*.log\n/build/\nnode_modules\n");
    write("a.log", "");
    write("build/x", "");
    write("sub/build/kept", "");
    write("sub/node_modules/x", "");
    write("sub/.gitignore", "!b.log\nown.txt\n");
    write("sub/b.log", "");
    write("sub/own.txt", "");
    write("own.txt", "");
    write(".verdictignore", "!c.log\nsecret.env\n");
    write("c.log", "");
    write("secret.env", "");
    assertThat(listed())
        .contains("sub/build/kept", "sub/b.log", "own.txt", "c.log")
        .doesNotContain(
            "a.log", "build", "build/x", "sub/node_modules", "sub/own.txt", "secret.env");
  }

  @Test
  void what_is_never_wanted_is_left_out_and_nothing_else_by_name() throws IOException {
    write(".git/HEAD", "");
    write(".verdict/x", "");
    write("tests/__pycache__/x.pyc", "");
    write("node_modules/kept.js", "");
    write(".hidden", "");
    assertThat(listed())
        .contains("node_modules/kept.js", ".hidden")
        .doesNotContain(".git", ".git/HEAD", ".verdict", "tests/__pycache__");
  }

  @Test
  void rules_above_the_root_hold_inside_of_a_repository() throws IOException {
    Files.createDirectory(directory.resolve(".git"));
    Files.writeString(directory.resolve(".gitignore"), "*.tmp\n/tree/tests/test_b.py\n");
    write("x.tmp", "");
    write("tests/test_b.py", "");
    assertThat(listed()).contains("tests/test_a.py").doesNotContain("x.tmp", "tests/test_b.py");
  }

  @Test
  void who_asks_for_an_ignored_directory_gets_what_is_in_it() throws IOException {
    Files.createDirectory(directory.resolve(".git"));
    Files.writeString(directory.resolve(".gitignore"), "/tree/\n");
    assertThat(listed()).contains("tests/test_a.py");
  }

  @Test
  void a_link_out_of_the_tree_is_refused_by_name() throws IOException {
    Files.writeString(directory.resolve("other"), "secret");
    Files.createSymbolicLink(root.resolve("bad"), Path.of("../other"));
    assertThatThrownBy(this::pack)
        .isInstanceOf(BundleRefused.class)
        .hasMessageContaining("bad -> ../other")
        .hasMessageContaining(".verdictignore");
  }

  @Test
  void an_absolute_link_that_stays_inside_becomes_relative() throws IOException {
    Files.createSymbolicLink(
        root.resolve("empty/abs"), root.toRealPath().resolve("tests/test_a.py"));
    Path copy = directory.resolve("copy");
    unpack(pack(), copy);
    assertThat(Files.readSymbolicLink(copy.resolve("empty/abs"))).hasToString("../tests/test_a.py");
  }

  @Test
  void too_large_a_tree_names_its_biggest_files() throws IOException {
    write("big/model.bin", "x".repeat(3_000));
    write("big/less.bin", "x".repeat(2_000));
    assertThatThrownBy(
            () ->
                new BundlePacker(new TreeLimits(4_096, 1_000))
                    .pack(root, new ByteArrayOutputStream()))
        .isInstanceOf(BundleRefused.class)
        .hasMessageContaining("2.9 KiB  big/model.bin")
        .hasMessageContaining("expected: at most 4.0 KiB");
  }

  @Test
  void a_copy_can_be_changed_without_harm_to_the_original() throws IOException {
    Path copy = directory.resolve("copy");
    TreeCopy.copy(root, copy, TreeLimits.DEFAULT);
    assertThat(names(copy)).isEqualTo(names(root));
    Files.writeString(copy.resolve("tests/test_a.py"), "changed");
    assertThat(root.resolve("tests/test_a.py")).hasContent("def test(): pass");
  }

  @Test
  void a_tree_is_removed_also_when_it_is_write_protected_and_never_through_a_link()
      throws IOException {
    Files.writeString(directory.resolve("other"), "kept");
    Files.createSymbolicLink(root.resolve("tests/out"), directory);
    Files.setPosixFilePermissions(
        root.resolve("tests"), PosixFilePermissions.fromString("r-xr-xr-x"));
    TreeRemoval.remove(root);
    assertThat(root).doesNotExist();
    assertThat(directory.resolve("other")).hasContent("kept");
  }

  @Test
  void secrets_stay_at_home_unless_somebody_asks_for_them() throws IOException {
    write(".ssh/id_rsa", "secret");
    write("app/.env.local", "secret");
    write("app/.env.example", "no secret");
    write(".gitignore", "!.env.local\n!.ssh\n");
    write(".verdictignore", "!.env.example\n");

    PackedBundle packed =
        new BundlePacker(TreeLimits.DEFAULT).pack(root, new ByteArrayOutputStream());

    assertThat(listed())
        .contains("app/.env.example")
        .doesNotContain(".ssh", ".ssh/id_rsa", "app/.env.local");
    assertThat(packed.withheld()).containsExactly(".ssh", "app/.env.local");
    assertThat(packed.files()).isEqualTo(7);
  }

  private byte[] pack() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PackedBundle packed = new BundlePacker(TreeLimits.DEFAULT).pack(root, out);
    assertThat(packed.digest()).isEqualTo(ArchiveMaker.digest(out.toByteArray()));
    assertThat(packed.bytes()).isEqualTo(out.size());
    return out.toByteArray();
  }

  private PackedBundle unpack(byte[] archive, Path target) throws IOException {
    long bytes =
        new BundleUnpacker(UnpackLimits.DEFAULT)
            .unpack(ArchiveMaker.stream(archive), ArchiveMaker.digest(archive), target);
    return new PackedBundle(ArchiveMaker.digest(archive), archive.length, 0, bytes, List.of());
  }

  private List<String> listed() throws IOException {
    return SourceTree.list(root, TreeLimits.DEFAULT).stream().map(TreeEntry::name).toList();
  }

  private static TreeSet<String> names(Path tree) throws IOException {
    TreeSet<String> names = new TreeSet<>();
    try (var paths = Files.walk(tree)) {
      paths.forEach(
          path ->
              names.add(
                  tree.relativize(path)
                      + (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) ? "/" : "")));
    }
    return names;
  }

  private void write(String name, String content) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }
}
