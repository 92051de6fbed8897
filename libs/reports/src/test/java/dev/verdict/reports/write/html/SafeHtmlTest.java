package dev.verdict.reports.write.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.reports.model.RunReport;
import dev.verdict.reports.write.HostileText;
import dev.verdict.reports.write.SampleRuns;
import dev.verdict.reports.write.Written;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Set;
import java.util.TreeSet;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No element, attribute or address of the page comes from a test. */
class SafeHtmlTest {
  private static final Set<String> OURS = shapes(page(SampleRuns.mixed()));

  @ParameterizedTest
  @MethodSource("dev.verdict.reports.write.HostileText#all")
  void hostileTextMakesNoElementAndNoAttribute(String text) {
    Document page = page(HostileText.everywhere(text));

    Set<String> own = new TreeSet<>(OURS);
    own.addAll(shapes(page(HostileText.everywhere("harmless"))));
    assertThat(shapes(page)).isSubsetOf(own);
    assertThat(page.select("script")).hasSize(2);
    for (Element link : page.select("a[href]")) {
      assertThat(link.attr("href")).doesNotMatch("(?is)\\s*(?!https?:)[a-z][a-z0-9+.-]*:.*");
    }
  }

  @Test
  void theComparisonWouldHaveFoundIt() {
    Document page = Jsoup.parse("<p onclick=x><img src=y></p>");
    assertThat(shapes(page)).contains("p onclick", "img src");
    assertThat(OURS).doesNotContain("p onclick", "img src");
  }

  @Test
  void thePolicyAllowsItsOwnScriptAndStyleOnly() throws Exception {
    Document page = page(SampleRuns.mixed());
    String policy = page.select("meta[http-equiv=Content-Security-Policy]").attr("content");
    assertThat(policy)
        .startsWith("default-src 'none'; ")
        .doesNotContain("unsafe", "*")
        .contains("script-src '" + digest(page.select("script").get(1)) + "'")
        .contains("style-src '" + digest(page.expectFirst("style")) + "'");
  }

  @Test
  void thePageNeedsNoOtherFile() {
    Document page = page(SampleRuns.mixed());
    assertThat(page.select("script[src], link[rel=stylesheet], img, iframe, object, embed"))
        .isEmpty();
    assertThat(page.expectFirst("style").data()).doesNotContain("url(", "@import");
    // Attributes that the policy would ignore anyway.
    assertThat(page.select("[style]")).isEmpty();
  }

  private static String digest(Element element) throws Exception {
    byte[] content = element.data().getBytes(StandardCharsets.UTF_8);
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
    return "sha256-" + Base64.getEncoder().encodeToString(digest);
  }

  private static Document page(RunReport report) {
    return Jsoup.parse(Written.text("html", report));
  }

  /** Every pair of an element and an attribute, and every element without any. */
  private static Set<String> shapes(Document page) {
    Set<String> shapes = new TreeSet<>();
    for (Element element : page.getAllElements()) {
      shapes.add(element.tagName());
      for (Attribute attribute : element.attributes()) {
        shapes.add(element.tagName() + " " + attribute.getKey());
      }
    }
    return shapes;
  }
}
