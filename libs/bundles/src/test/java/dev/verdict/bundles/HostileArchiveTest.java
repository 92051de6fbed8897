package dev.verdict.bundles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every attack ends in a refusal, and leaves nothing, neither outside nor at the target. */
class HostileArchiveTest {
  private static final UnpackLimits LIMITS =
      new UnpackLimits(4L << 20, 64L << 20, 1_000, 100, 20, 300);

  @TempDir Path outside;
  private Path place = Path.of("");

  @BeforeEach
  void victim() throws IOException {
    Files.writeString(outside.resolve("victim"), "untouched");
    place = Files.createDirectory(outside.resolve("place"));
  }

  static Stream<Arguments> attacks() {
    return Stream.of(
        attack("absolute path", "relative path", a -> a.file("/etc/cron.d/x", "x")),
        attack("parent directory", "without ..", a -> a.file("../victim", "x")),
        attack("parent in the middle", "without ..", a -> a.file("a/../../victim", "x")),
        attack("backslashes", "relative path", a -> a.file("a\\..\\..\\victim", "x")),
        attack("link to an absolute path", "outside", a -> a.link("l", "/etc")),
        attack("link to the parent", "outside", a -> a.link("l", "../victim")),
        attack("link to the parent from below", "outside", a -> a.link("a/l", "../../victim")),
        attack(
            "link through a link",
            "outside",
            a -> a.directory("d").link("d/up", "..").link("l", "d/up/../victim")),
        attack(
            "link through a link whose target comes later",
            "outside",
            a -> a.link("l", "d/up/../victim").directory("d").link("d/up", "..")),
        attack("link to itself", "more than", a -> a.link("l", "l")),
        attack("link in a circle", "more than", a -> a.link("a", "b").link("b", "a")),
        attack(
            "file through a link",
            "nothing below the link",
            a -> a.link("l", "d").directory("d").file("l/x", "x")),
        attack("file in place of a link", "each name once", a -> a.link("l", "x").file("l", "x")),
        attack(
            "file below a file", "nothing below the file", a -> a.file("f", "x").file("f/g", "x")),
        attack("same file twice", "each name once", a -> a.file("f", "x").file("f", "y")),
        attack(
            "same file, spelled otherwise",
            "each name once",
            a -> a.file("f", "x").file("./f", "y")),
        attack("directory after a file", "each name once", a -> a.file("f", "x").directory("f")),
        attack("hard link outside", "came before it", a -> a.hardLink("h", "../victim")),
        attack(
            "hard link to an absolute path", "came before it", a -> a.hardLink("h", "/etc/passwd")),
        attack("hard link to a link", "came before it", a -> a.link("l", "f").hardLink("h", "l")),
        attack("character device", "a file, a directory", a -> a.special("c", TarConstants.LF_CHR)),
        attack("block device", "a file, a directory", a -> a.special("b", TarConstants.LF_BLK)),
        attack("named pipe", "a file, a directory", a -> a.special("p", TarConstants.LF_FIFO)),
        attack("too deep", "levels", a -> a.file("d/".repeat(30) + "f", "x")),
        attack(
            "too long a path",
            "characters",
            a -> a.file("d".repeat(200) + "/" + "e".repeat(200), "x")),
        attack("too long a name", "255", a -> a.file("d".repeat(260), "x")),
        attack("a name of megabytes", "header", a -> a.longName(3 << 20)),
        attack("too many entries", "too many entries", HostileArchiveTest::manyEntries),
        attack("bomb", "times its size", a -> a.zeros("bomb", 40 << 20)),
        attack("bomb of copies", "too large", HostileArchiveTest::manyCopies));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("attacks")
  void is_refused(String name, String says, byte[] archive) throws IOException {
    Path target = place.resolve("target");
    assertThatThrownBy(
            () ->
                new BundleUnpacker(LIMITS)
                    .unpack(ArchiveMaker.stream(archive), ArchiveMaker.digest(archive), target))
        .isInstanceOf(BundleRefused.class)
        .hasMessageContaining(says);
    nothingHappened();
  }

  @Test
  void the_wrong_digest_is_refused() throws IOException {
    byte[] archive = new ArchiveMaker().file("f", "x").gzip();
    byte[] other = new ArchiveMaker().file("f", "y").gzip();
    refused(archive, ArchiveMaker.digest(other), "digest is");
  }

  @Test
  void every_truncation_is_refused() throws IOException {
    byte[] archive = new ArchiveMaker().file("a", "aaaa").file("b", "b".repeat(2_000)).gzip();
    for (int length = 0; length < archive.length; length++) {
      byte[] cut = Arrays.copyOf(archive, length);
      refused(cut, ArchiveMaker.digest(cut), "");
    }
  }

  @Test
  void a_tar_that_ends_in_the_middle_of_a_file_is_refused() throws IOException {
    byte[] whole = new ArchiveMaker().file("f", "x".repeat(5_000)).gzip();
    byte[] plain = new java.util.zip.GZIPInputStream(ArchiveMaker.stream(whole)).readAllBytes();
    byte[] archive = ArchiveMaker.gzip(Arrays.copyOf(plain, 2_048));
    refused(archive, ArchiveMaker.digest(archive), "cut short");
  }

  @Test
  void what_is_no_archive_is_refused() throws IOException {
    byte[] text = "no archive at all".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    refused(text, ArchiveMaker.digest(text), "damaged");
    byte[] empty = ArchiveMaker.gzip(new byte[0]);
    refused(empty, ArchiveMaker.digest(empty), "empty");
  }

  @Test
  void an_archive_that_is_itself_too_large_is_refused() throws IOException {
    byte[] noise = new byte[5 << 20];
    new java.util.Random(1).nextBytes(noise);
    byte[] archive = ArchiveMaker.gzip(noise);
    refused(archive, ArchiveMaker.digest(archive), "too large");
  }

  @Test
  void a_digest_that_is_a_path_is_refused() throws IOException {
    byte[] archive = new ArchiveMaker().file("f", "x").gzip();
    refused(archive, "sha256:../../../etc", "digest:");
  }

  private void refused(byte[] archive, String digest, String says) throws IOException {
    Path target = place.resolve("target");
    assertThatThrownBy(
            () -> new BundleUnpacker(LIMITS).unpack(ArchiveMaker.stream(archive), digest, target))
        .isInstanceOf(BundleRefused.class)
        .hasMessageContaining(says);
    nothingHappened();
  }

  private void nothingHappened() throws IOException {
    assertThat(outside.resolve("victim")).hasContent("untouched");
    try (var left = Files.list(place)) {
      assertThat(left).isEmpty();
    }
    try (var left = Files.list(outside)) {
      assertThat(left).hasSize(2);
    }
  }

  private static ArchiveMaker manyEntries(ArchiveMaker archive) {
    for (int i = 0; i < 1_100; i++) {
      archive.file("f" + i, "");
    }
    return archive;
  }

  private static ArchiveMaker manyCopies(ArchiveMaker archive) {
    StringBuilder text = new StringBuilder();
    new java.util.Random(1).ints(1_000_000, 33, 126).forEach(c -> text.append((char) c));
    archive.file("f", text.toString());
    for (int i = 0; i < 70; i++) {
      archive.hardLink("h" + i, "f");
    }
    return archive;
  }

  private static Arguments attack(String name, String says, UnaryOperator<ArchiveMaker> attack) {
    return Arguments.of(name, says, attack.apply(new ArchiveMaker()).gzip());
  }
}
