package dev.verdict.reporter.usecase.telling;

import dev.verdict.reports.write.markdown.TestLinks;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Where people read on, in our own pages. */
final class Pages {
  private Pages() {}

  static URI run(URI publicUrl, UUID run) {
    return URI.create(publicUrl + "/api/v1/runs/" + run + "/report?format=html");
  }

  /** What stands behind each test beside its log. */
  static TestLinks ofTests(Optional<URI> publicUrl) {
    return test ->
        publicUrl
            .map(
                url ->
                    List.of(
                        new TestLinks.Link(
                            "history",
                            url
                                + "/api/v1/history/tests?test_id="
                                + URLEncoder.encode(test.id(), StandardCharsets.UTF_8)),
                        new TestLinks.Link(
                            "artifacts", url + "/api/v1/runs/" + test.runId() + "/artifacts")))
            .orElse(List.of());
  }
}
