package dev.verdict.reports.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdict.reports.Problem;
import dev.verdict.reports.ProblemCode;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileXmlTest {
  private static final int MANY = 20_000_000;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE testsuite SYSTEM \"%s\">",
        "<!DOCTYPE testsuite PUBLIC \"-//x\" \"%s\">",
        "<!DOCTYPE testsuite [<!ENTITY x SYSTEM \"%s\">]>",
        "<!DOCTYPE testsuite [<!ENTITY %% x SYSTEM \"%s\"> %%x;]>",
        "<?xml-stylesheet href=\"%s\"?>",
      })
  void nothingIsFetchedFromTheNet(String prolog) throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String address = "http://127.0.0.1:" + server.getLocalPort() + "/x.dtd";

      ReadBack read =
          ReadBack.of(
              prolog.formatted(address)
                  + "<testsuite xmlns:xi='http://www.w3.org/2001/XInclude' xmlns:xsi='s'"
                  + (" xsi:noNamespaceSchemaLocation='" + address + "'>")
                  + ("<testcase name='a'><xi:include href='" + address + "'/>")
                  + "<failure>&x;</failure></testcase></testsuite>");

      assertThat(read.cases()).hasSize(1);
      server.setSoTimeout(1);
      assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void noFileIsRead(@TempDir Path directory) throws IOException {
    Path secret = Files.writeString(directory.resolve("secret.txt"), "the secret");

    ReadBack read =
        ReadBack.of(
            "<!DOCTYPE s [<!ENTITY x SYSTEM \"%s\">]>".formatted(secret.toUri())
                + "<testsuite><testcase name='a&x;'><failure>&x;</failure></testcase></testsuite>");

    assertThat(read.result().trusted()).isFalse();
    assertThat(read.codes()).contains(ProblemCode.DOCTYPE);
    assertThat(read.cases().toString()).contains("&x;").doesNotContain("secret");
  }

  @Test
  void entitiesAreNotExpanded() {
    ReadBack read = ReadBack.ofResource("billion-laughs.xml");

    assertThat(read.named("a").detail()).isEqualTo("&l9;");
    assertThat(read.result().trusted()).isFalse();
  }

  @Test
  void anEntityIsNotExpandedWhereACommentHidesItFromUs() {
    ReadBack read =
        ReadBack.of(
            "<!DOCTYPE s [<!ENTITY x \"expanded\">]><testsuite><testcase name='a'/>"
                + "<!-- <![CDATA[ --><testcase name='&x;'/></testsuite>");

    assertThat(read.cases()).hasSize(1);
    assertThat(read.codes()).contains(ProblemCode.NOT_WELL_FORMED);
  }

  @Test
  void aMillionNestedSuitesAreRefused() {
    assertTooLarge(GeneratedStream.of("<testsuites>", "<testsuite>", 200, ""));
    assertTooLarge(GeneratedStream.of("<testsuites>", "<testsuite>", 1_000_000, ""));
  }

  @Test
  void hugeMarkupIsRefused() {
    assertTooLarge(GeneratedStream.of("<testsuite><testcase name='", "a", MANY, "'/></testsuite>"));
    assertTooLarge(GeneratedStream.of("<testsuite><x", "a", MANY, "/></testsuite>"));
    assertTooLarge(GeneratedStream.of("<testsuite><x ", "a", MANY, "='1'/></testsuite>"));
    assertTooLarge(GeneratedStream.of("<testsuite><!-- ", "a", MANY, " --></testsuite>"));
    assertTooLarge(GeneratedStream.of("<testsuite><?x ", "a", MANY, "?></testsuite>"));
    assertTooLarge(GeneratedStream.of("<testsuite", " ", MANY, "/>"));
    assertTooLarge(
        GeneratedStream.of("<!DOCTYPE s [", "<!ENTITY a 'b'>", MANY / 10, "]><testsuite/>"));
  }

  @Test
  void manyAttributesAndNamesAreRefused() {
    String attributes =
        IntStream.range(0, 1_000).mapToObj(i -> " a" + i + "='1'").collect(Collectors.joining());
    String elements =
        IntStream.range(0, 10_000).mapToObj(i -> "<e" + i + "/>").collect(Collectors.joining());

    assertTooLarge(GeneratedStream.of("<testsuite><x", attributes, 1, "/></testsuite>"));
    assertTooLarge(GeneratedStream.of("<testsuite>", elements, 1, "</testsuite>"));
  }

  @Test
  void aLongNameIsCutAndStaysUnique() {
    String shared = "x".repeat(100_000);

    ReadBack read =
        ReadBack.of(
            "<testsuite><testcase name='%s1'/><testcase name='%s2'/></testsuite>"
                .formatted(shared, shared));

    assertThat(read.result().trusted()).isTrue();
    assertThat(read.cases().get(0).name()).hasSizeLessThan(5_000);
    assertThat(read.cases().get(0).name()).isNotEqualTo(read.cases().get(1).name());
  }

  private static void assertTooLarge(InputStream content) {
    ReadBack read = ReadBack.of(content);

    assertThat(read.codes()).contains(ProblemCode.TOO_LARGE);
    assertThat(read.result().complete()).isFalse();
    assertThat(read.result().trusted()).isFalse();
    Problem problem = read.result().problems().getLast();
    assertThat(problem.message()).hasSizeLessThan(600);
  }
}
