package dev.verdict.artifacts.inbound.http;

import dev.verdict.artifacts.domain.CiRun;
import dev.verdict.artifacts.usecase.links.LinkAnswer;
import dev.verdict.artifacts.usecase.links.ResolveLinks;
import dev.verdict.runtime.access.Scope;
import dev.verdict.runtime.http.Call;
import dev.verdict.runtime.http.Fail;
import dev.verdict.runtime.http.Operations;
import dev.verdict.runtime.http.Reply;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Names of a run become addresses. */
final class LinkOperations {
  private final ResolveLinks links;
  private final Origin origin;

  /** {@code ArtifactUrlsRequest} in the OpenAPI document. */
  record UrlsRequest(
      String runId, @Nullable String provider, @Nullable String repository, List<String> names) {}

  LinkOperations(ResolveLinks links, Origin origin) {
    this.links = links;
    this.origin = origin;
  }

  void register(Operations operations) {
    operations.handle("artifactUrls", Scope.READ, UrlsRequest.class, this::urls);
  }

  private Future<Reply> urls(Call call, UrlsRequest request) {
    boolean detail = call.flag("detail", false);
    String here = origin.of(call);
    return answers(request)
        .map(
            answers -> {
              Map<String, @Nullable Object> urls = new LinkedHashMap<>();
              answers.forEach(
                  (name, answer) -> {
                    LinkView view = LinkView.of(answer, here);
                    urls.put(name, detail ? view : view.url());
                  });
              return Reply.json(200, urls);
            });
  }

  private Future<Map<String, LinkAnswer>> answers(UrlsRequest request) {
    String provider = request.provider();
    if (provider != null) {
      CiRun run = new CiRun(provider, request.repository(), request.runId());
      return links.ofCiRun(run, request.names());
    }
    try {
      return links.ofRun(UUID.fromString(request.runId()), request.names());
    } catch (IllegalArgumentException noId) {
      throw Fail.badField(
          "run_id",
          request.runId(),
          "the id of a run, a UUID; or a provider beside it, for a run of a CI system");
    }
  }
}
