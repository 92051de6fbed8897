package dev.verdict.reports.write.xml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.TestView;
import dev.verdict.reports.write.SampleRuns;
import dev.verdict.reports.write.Written;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Recent parsers count references by name and refuse a document with 100,001 of them. */
class XmlForNewParsersTest {

  @Test
  void manyEscapedCharactersAreNoBomb() {
    String generics = "List<Map<String, Set<Integer>>> & more ".repeat(2_500);
    List<TestView> tests = new ArrayList<>();
    for (int number = 0; number < 20; number++) {
      tests.add(SampleRuns.bad(number, Verdict.FAILED, generics, "E<T>", generics));
    }
    byte[] xml = Written.bytes("xml", SampleRuns.of(tests));
    assertThat(new String(xml, StandardCharsets.UTF_8))
        .doesNotContain("&lt;", "&gt;", "&amp;", "&quot;");
    assertThat(Dom.all(Dom.root(xml), "failure"))
        .allMatch(failure -> failure.getTextContent().equals(generics))
        .allMatch(failure -> failure.getAttribute("message").equals(generics));
  }
}
