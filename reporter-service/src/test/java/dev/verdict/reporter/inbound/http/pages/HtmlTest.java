package dev.verdict.reporter.inbound.http.pages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HtmlTest {
  @Test
  void foreignTextIsNeverMarkup() {
    String html =
        new Html()
            .raw("<p")
            .attribute("title", "\" onclick=\"alert(1)")
            .raw(">")
            .text("</p><script>alert(1)</script>")
            .raw("</p>")
            .toString();

    assertThat(html)
        .isEqualTo(
            "<p title=\"&quot; onclick=&quot;alert(1)\">"
                + "&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;</p>");
  }

  @Test
  void whatTurnsTheDirectionOfReadingIsShown() {
    assertThat(new Html().text("a\u202egnp.exe\u0007").toString())
        .isEqualTo("a\\u{202e}gnp.exe\\u{7}");
  }

  @Test
  void aLineStaysALineAndLinesStayLines() {
    assertThat(new Html().text("one\ntwo").toString()).isEqualTo("one⏎two");
    assertThat(new Html().lines("one\r\n<two>").toString()).isEqualTo("one\n&lt;two&gt;");
  }

  @Test
  void valuesOfAddressesCannotLeaveThem() {
    assertThat(Address.of("/").with("branch", "a&b=c#d/ü\"").with("q", "").toString())
        .isEqualTo("/?branch=a%26b%3Dc%23d%2F%C3%BC%22");
  }
}
