package dev.verdict.reports.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormatsTest {

  @Test
  void namesAreSeparatedBySpacesOrCommas() {
    assertThat(names("json,md html")).containsExactly("json", "md", "html");
    assertThat(names("  junit ,, json\tmarkdown ")).containsExactly("xml", "json", "md");
  }

  @Test
  void oneFormatUnderTwoNamesIsWrittenOnce() {
    assertThat(names("xml,junit XML")).containsExactly("xml");
  }

  @Test
  void allIsTheFourFilesOfARunAndNotTheirDouble() {
    assertThat(names("all")).containsExactly("json", "md", "html", "xml");
    assertThat(names("gitlab all")).containsExactly("gitlab", "json", "md", "html", "xml");
  }

  @ParameterizedTest
  @CsvSource({"htm,html", "jsno,json", "gitalb,gitlab", "markdow,markdown"})
  void anUnknownNameIsRefusedWithTheNearest(String wrong, String nearest) {
    assertThatThrownBy(() -> Formats.parse("json " + wrong))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + wrong + "'")
        .hasMessageContaining("did you mean '" + nearest + "'?");
  }

  @Test
  void aNameThatIsNearToNothingGetsTheList() {
    assertThatThrownBy(() -> Formats.parse("spreadsheet"))
        .hasMessage(
            "report format: 'spreadsheet' (expected: one of json, md, markdown, html, xml, junit,"
                + " gitlab, all)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", ","})
  void nothingIsNoFormat(String nothing) {
    assertThatThrownBy(() -> Formats.parse(nothing)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void filesAreNamedAfterTheRun() {
    assertThat(Formats.parse("all").stream().map(writer -> writer.fileName("r-1")))
        .containsExactly(
            "test_report_r-1.json",
            "test_report_r-1.md",
            "test_report_r-1.html",
            "test_report_r-1.xml");
  }

  @Test
  void whoCollectsEveryJunitFileDoesNotReadTheTestsTwice() {
    assertThat(Formats.one("gitlab").fileName("r-1"))
        .doesNotMatch("test_report_.*\\.xml")
        .endsWith(".xml");
  }

  @Test
  void aRunIdCannotLeaveTheDirectory() {
    assertThat(Formats.one("json").fileName("../../etc/x y"))
        .isEqualTo("test_report_.._.._etc_x_y.json");
  }

  private static List<String> names(String formats) {
    return Formats.parse(formats).stream().map(ReportWriter::format).toList();
  }
}
