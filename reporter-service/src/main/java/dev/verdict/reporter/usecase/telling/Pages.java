package dev.verdict.reporter.usecase.telling;

import dev.verdict.contract.api.TestView;
import dev.verdict.reporter.domain.TestKey;
import dev.verdict.reports.write.markdown.TestLinks;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Where people read on: pages of the dashboard.
 *
 * @param publicUrl where people find us; without it there are no links
 */
record Pages(Optional<URI> publicUrl) implements TestLinks {

  static URI run(URI publicUrl, UUID run) {
    return URI.create(publicUrl + "/runs/" + run);
  }

  @Override
  public Optional<String> ofRun(String run) {
    return publicUrl.map(url -> url + "/runs/" + run);
  }

  @Override
  public List<Link> of(TestView test) {
    return publicUrl
        .map(
            url ->
                List.of(
                    new Link("history", url + "/tests/" + TestKey.of(test.id())),
                    new Link(
                        "artifacts",
                        url + "/artifacts?run=" + test.runId() + "&task=" + test.taskId())))
        .orElse(List.of());
  }
}
