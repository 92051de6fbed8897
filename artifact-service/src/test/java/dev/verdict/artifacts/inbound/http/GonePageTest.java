package dev.verdict.artifacts.inbound.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.artifacts.domain.Artifact;
import dev.verdict.artifacts.domain.ArtifactType;
import dev.verdict.artifacts.domain.Digest;
import dev.verdict.artifacts.domain.Place;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class GonePageTest {
  private static final Instant CREATED = Instant.parse("2026-10-01T08:30:00Z");
  private static final Instant GONE = Instant.parse("2026-10-31T08:30:00Z");

  private static Artifact artifact(String name, String path) {
    return new Artifact(
        UUID.randomUUID(),
        new Place(UUID.randomUUID(), null, null),
        name,
        path,
        dev.verdict.artifacts.domain.Tags.of(ArtifactType.REPORT),
        "text/html",
        1_572_864,
        new Digest("ab".repeat(32)),
        CREATED,
        GONE,
        null);
  }

  @Test
  void saysWhatItWasWhyItWentAndWhen() {
    String page =
        GonePage.of(
            artifact("report.html", "out/report.html"),
            new Artifact.Deletion(GONE, Artifact.EXPIRED));

    assertThat(page)
        .contains("<h1>report.html is gone</h1>")
        .contains("until 31 October 2026, 08:30 UTC")
        .contains("because its time to be kept had passed")
        .contains("report, 1.5 MiB")
        .contains("out/report.html")
        .contains("1 October 2026, 08:30 UTC")
        .contains("ab".repeat(32))
        .doesNotContain("{{");
  }

  @Test
  void whatCameFromOutsideIsTextAndNothingElse() {
    String page =
        GonePage.of(
            artifact(
                "<script>alert('x')</script>", "\"><img src=x onerror=\"y\"> $1 \\ {{reason}}"),
            new Artifact.Deletion(GONE, "removed by <b>"));

    assertThat(page)
        .doesNotContain("<script>")
        .doesNotContain("<img")
        .doesNotContain("<b>")
        .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; is gone")
        .contains("&quot;&gt;&lt;img src=x onerror=&quot;y&quot;&gt; $1 \\ {{reason}}");
  }

  @Test
  void aHeaderHasNoLineThatANameBrought() {
    String header = Disposition.of(artifact("a\"b\\c\r\nSet-Cookie: x;é%20.html", "p"), false);

    assertThat(header)
        .startsWith("inline; filename=\"a_b_c__Set-Cookie: x;__20.html\"")
        .endsWith("filename*=UTF-8''a%22b%5Cc%0D%0ASet-Cookie%3A%20x%3B%C3%A9%2520.html")
        .doesNotContain("\r")
        .doesNotContain("\n");
    assertThat(Disposition.of(artifact("x", "p"), true)).startsWith("attachment");
  }
}
