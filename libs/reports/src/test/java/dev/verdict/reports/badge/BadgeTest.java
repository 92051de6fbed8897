package dev.verdict.reports.badge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdict.contract.Json;
import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.Counts;
import java.nio.charset.StandardCharsets;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BadgeTest {
  private static final Counts COUNTS = new Counts(1_210, 1_200, 2, 1, 3, 0, 1, 3, 0);

  private static Document svg(Badge badge) {
    return Jsoup.parse(badge.svg(), Parser.xmlParser());
  }

  @ParameterizedTest
  @CsvSource({
    "PASSED, '1,200 passing', brightgreen",
    "FAILED, 3 failing, red",
    "ERROR, 3 failing, red",
    "TIMEOUT, 1 timed out, orange",
    "LOST, 3 lost, orange",
    "CANCELLED, cancelled, lightgrey"
  })
  void saysWhatARunCameTo(Verdict verdict, String message, String colour) {
    Badge badge = Badge.of("tests", verdict, COUNTS);
    assertThat(badge.message()).isEqualTo(message);
    assertThat(badge.colour().word()).isEqualTo(colour);
  }

  @Test
  void nothingIsGreenThatNobodyKnows() {
    assertThat(Badge.of("tests", null, Counts.NONE)).isEqualTo(Badge.unknown("tests"));
    assertThat(Badge.unknown("x").colour()).isEqualTo(BadgeColour.UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource({"99.96, 99%, GOOD", "85, 85%, NEARLY", "72.4, 72%, SO_SO", "3, 3%, BAD"})
  void coverageIsRoundedDown(double percent, String message, BadgeColour colour) {
    assertThat(Badge.coverage("coverage", percent))
        .isEqualTo(new Badge("coverage", message, colour));
    assertThat(Badge.coverage("coverage", Double.NaN).isUnknown()).isTrue();
  }

  @Test
  void thePictureSpeaksAndIsAsWideAsItsText() {
    Document svg = svg(new Badge("tests", "1,200 passing", BadgeColour.GOOD));
    Element root = svg.expectFirst("svg");
    assertThat(root.attr("role")).isEqualTo("img");
    assertThat(root.attr("aria-label")).isEqualTo("tests: 1,200 passing");
    assertThat(svg.select("title").text()).isEqualTo("tests: 1,200 passing");
    int texts =
        svg.select("text").stream().mapToInt(e -> Integer.parseInt(e.attr("textLength"))).sum();
    int width = Integer.parseInt(root.attr("width"));
    assertThat(width * 10 - texts).isBetween(240, 260);
    assertThat(TextWidth.tenths("WWW")).isGreaterThan(2 * TextWidth.tenths("iii"));
  }

  @Test
  void namesAreInert() {
    Badge badge =
        new Badge("<script>alert(1)</script>", "\"><img onerror=x>\u202e", BadgeColour.BAD);
    Document svg = svg(badge);
    assertThat(svg.select("script, img, foreignObject, a")).isEmpty();
    assertThat(svg.expectFirst("text").text()).isEqualTo("<script>alert(1)</script>");
    assertThat(badge.svg()).doesNotContain("\u202e");
    assertThat(new Badge("x".repeat(500), "y", BadgeColour.BAD).label()).hasSize(60);
  }

  @Test
  void theEndpointIsWhatShieldsReads() {
    JsonNode json =
        Json.tree(
            new Badge("tests", "3 failing", BadgeColour.BAD)
                .json()
                .getBytes(StandardCharsets.UTF_8));
    assertThat(json.path("schemaVersion").intValue()).isEqualTo(1);
    assertThat(json.path("label").textValue()).isEqualTo("tests");
    assertThat(json.path("message").textValue()).isEqualTo("3 failing");
    assertThat(json.path("color").textValue()).isEqualTo("red");
    assertThat(json.path("cacheSeconds").intValue()).isGreaterThanOrEqualTo(300);
    assertThat(json.has("isError")).isFalse();
    assertThat(Badge.unknown("x").json()).contains("\"isError\":true");
  }

  @ParameterizedTest
  @EnumSource(BadgeColour.class)
  void whiteTextCanBeRead(BadgeColour colour) {
    int rgb = Integer.parseInt(colour.hex().substring(1), 16);
    double luminance =
        0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8 & 255) + 0.0722 * linear(rgb & 255);
    assertThat(1.05 / (luminance + 0.05)).isGreaterThanOrEqualTo(4.5);
  }

  private static double linear(int channel) {
    double share = (channel & 255) / 255.0;
    return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
  }

  @Test
  void namesOfTheSeedAreKnown() {
    assertThat(BadgeNames.all())
        .containsExactly("combined", "integration", "fault", "monitoring", "stress", "coverage");
    assertThat(BadgeNames.plain("combined-status")).isEqualTo("combined");
    assertThat(BadgeNames.file("fault")).isEqualTo("fault-status");
    assertThat(BadgeNames.file("coverage")).isEqualTo("coverage");
  }
}
