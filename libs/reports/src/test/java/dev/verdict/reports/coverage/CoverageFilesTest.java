package dev.verdict.reports.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoverageFilesTest {
  private static final String COBERTURA =
      """
      <?xml version="1.0" ?>
      <!DOCTYPE coverage SYSTEM 'http://cobertura.sourceforge.net/xml/coverage-04.dtd'>
      <coverage line-rate="0.5" version="7.4"><packages><package name="shop"><classes>
        <class name="basket.py" filename="shop/basket.py"><methods><method name="a"><lines>
          <line number="1" hits="3"/></lines></method></methods>
          <lines><line number="1" hits="3"/><line number="2" hits="0"/>
          <line number="4" hits="0" branch="true" condition-coverage="50% (1/2)"/></lines></class>
      </classes></package></packages></coverage>
      """;
  private static final String JACOCO =
      """
      <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
      <!DOCTYPE report PUBLIC "-//JACOCO//DTD Report 1.1//EN" "report.dtd">
      <report name="shop"><sessioninfo id="a" start="1" dump="2"/><package name="shop/pay">
        <class name="shop/pay/Pay" sourcefilename="Pay.java"><counter type="LINE" missed="9" covered="9"/></class>
        <sourcefile name="Pay.java"><line nr="3" mi="0" ci="4" mb="0" cb="0"/>
          <line nr="4" mi="2" ci="0" mb="0" cb="0"/><line nr="5" mi="1" ci="1" mb="1" cb="1"/></sourcefile>
      </package><counter type="LINE" missed="1" covered="2"/></report>
      """;

  @TempDir Path directory;
  private int files;

  private Path file(String content) throws IOException {
    return Files.writeString(directory.resolve("coverage-" + files++), content);
  }

  private double percent(String... contents) throws IOException {
    Coverage coverage = new Coverage();
    for (String content : contents) {
      CoverageFiles.read(file(content), coverage);
    }
    return coverage.percent();
  }

  @Test
  void eachFormatIsRead() throws IOException {
    assertThat(percent(COBERTURA)).isCloseTo(100 / 3.0, within(1e-9));
    assertThat(percent(JACOCO)).isCloseTo(200 / 3.0, within(1e-9));
    assertThat(percent("TN:\nSF:src/a.js\nDA:1,5\nDA:2,0\nDA:3,1,abc\nLF:3\nend_of_record\n"))
        .isCloseTo(200 / 3.0, within(1e-9));
    assertThat(percent("mode: atomic\nshop/a.go:1.1,2.2 3 7\nshop/a.go:3.1,4.2 1 0\n"))
        .isEqualTo(75);
  }

  @Test
  void whatOnePartOfASuiteRunsIsCoveredForAll() throws IOException {
    String one = "SF:a\nDA:1,1\nDA:2,0\nend_of_record\n";
    String other = "SF:a\nDA:1,0\nDA:2,1\nend_of_record\n";
    assertThat(percent(one)).isEqualTo(50);
    assertThat(percent(one, other)).as("an average would say 50").isEqualTo(100);
    assertThat(percent(one, one)).as("twice the same is the same").isEqualTo(50);
  }

  @Test
  void whatIsNoCoverageSaysSo() {
    assertThatThrownBy(() -> percent("{}")).hasMessageContaining("expected: Cobertura, JaCoCo");
    assertThatThrownBy(() -> percent("<testsuite/>")).hasMessageContaining("<testsuite>");
    assertThatThrownBy(() -> percent("")).isInstanceOf(NoCoverage.class);
    assertThatThrownBy(() -> percent("<coverage></coverage>")).hasMessageContaining("no line");
    assertThatThrownBy(() -> percent("TN:\nSF:a\nDA:1,1\n")).hasMessageContaining("ends within a");
    assertThatThrownBy(() -> percent("mode: set\nwhat\n")).hasMessageContaining("line 2");
    assertThatThrownBy(() -> percent(COBERTURA.substring(0, COBERTURA.length() - 40)))
        .hasMessageContaining("broken");
    assertThatThrownBy(() -> percent("SF:a\nDA:99999999,1\nend_of_record\n"))
        .hasMessageContaining("line 99999999");
  }

  @Test
  void nothingIsFetchedAndNothingExpanded() {
    String hostile =
        "<!DOCTYPE coverage [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><coverage>&a;</coverage>";
    assertThatThrownBy(() -> percent(hostile)).isInstanceOf(NoCoverage.class);
  }
}
