package dev.verdict.artifacts.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentTypeTest {
  private static String detect(String latin1, String name) {
    return ContentType.detect(latin1.getBytes(StandardCharsets.ISO_8859_1), name);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<!DOCTYPE HTML><p> | x.png | text/html",
        "'  <html lang=en>' | notes.txt | text/html",
        "<?xml version='1.0'?><testsuites/> | r.bin | application/xml",
        "<svg xmlns='x'><script/> | picture | image/svg+xml",
        "<?xml version='1.0'?><svg/> | picture.png | image/svg+xml",
        "{\"a\": 1} | report.html | application/json",
        "[1] a log line | a | text/plain",
        "[{\"a\":1}] | a | application/json",
        "a,b | data.CSV | text/csv",
        "# title | README.md | text/markdown",
        "plain | run.log | text/plain",
        "plain | page.html | text/plain",
        "plain | program.exe | text/plain",
        "GIF89a | x.html | image/gif",
        "%PDF-1.7 | x | application/pdf"
      })
  void tellsByTheContent(String content, String name, String expected) {
    assertThat(ContentType.detect(content.getBytes(StandardCharsets.UTF_8), name))
        .isEqualTo(expected);
  }

  @Test
  void tellsBinaryKindsByTheirFirstBytes() {
    assertThat(detect("\u0089PNG\r\n\u001a\n....", "x.html")).isEqualTo("image/png");
    assertThat(detect("\u00ff\u00d8\u00ff\u00e0", "x")).isEqualTo("image/jpeg");
    assertThat(detect("\u001f\u008b\u0008", "x.txt")).isEqualTo("application/gzip");
    assertThat(detect("PK\u0003\u0004", "x.jar")).isEqualTo("application/zip");
    assertThat(detect("\0\0\0\u0018ftypmp42", "v")).isEqualTo("video/mp4");
    assertThat(detect("a".repeat(257) + "ustar\0", "t")).isEqualTo("application/x-tar");
    assertThat(detect("\0\u0001\u0002", "x.txt")).isEqualTo(ContentType.BINARY);
    assertThat(detect("caf\u00e9", "latin1.txt")).isEqualTo(ContentType.BINARY);
  }

  @Test
  void aCharacterMayBeCutByTheEndOfTheHead() {
    for (int before = 1015; before < 1024; before++) {
      byte[] whole = ("x".repeat(before) + "ü€𝄞".repeat(3)).getBytes(StandardCharsets.UTF_8);
      byte[] head = Arrays.copyOf(whole, ContentType.HEAD_BYTES);
      assertThat(ContentType.detect(head, "x")).as("cut after " + before).isEqualTo("text/plain");
    }
    assertThat(ContentType.detect(new byte[0], "empty")).isEqualTo("text/plain");
  }

  @Test
  void aFileWithoutATypeGetsOne() {
    assertThat(ArtifactType.ofContent("image/png", "x")).isEqualTo(ArtifactType.IMAGE);
    assertThat(ArtifactType.ofContent("text/plain", "run.LOG")).isEqualTo(ArtifactType.LOG);
    assertThat(ArtifactType.ofContent("text/html", "x")).isEqualTo(ArtifactType.REPORT);
    assertThat(ArtifactType.ofContent("application/zip", "x")).isEqualTo(ArtifactType.ARCHIVE);
    assertThat(ArtifactType.ofContent("text/plain", "x")).isEqualTo(ArtifactType.DATA);
  }

  @Test
  void aNameIsFitForALineAndNeverAPath() {
    assertThat(FileName.of("../../etc/passwd", "x")).isEqualTo(".._.._etc_passwd");
    assertThat(FileName.of("a\r\nb\u202etxt.exe", "x")).isEqualTo("a__b_txt.exe");
    assertThat(FileName.of("..", "fallback")).isEqualTo("fallback");
    assertThat(FileName.of("x".repeat(300), "x")).hasSize(255);
    assertThat(FileName.of("größe 測試.log", "x")).isEqualTo("größe 測試.log");
  }

  @Test
  void aDigestIsNothingButADigest() {
    assertThat(Digest.parse("sha256:" + "a".repeat(64))).isPresent();
    assertThat(Digest.parse("sha256:../../" + "a".repeat(58))).isEmpty();
    assertThat(Digest.parse("a".repeat(64))).isEmpty();
    assertThat(Digest.parse("sha256:" + "A".repeat(64))).isEmpty();
  }
}
