package dev.verdict.artifacts.inbound.http;

import dev.verdict.artifacts.domain.Artifact;
import dev.verdict.artifacts.usecase.ArtifactSearch.Criteria;
import dev.verdict.artifacts.usecase.ArtifactSearch.Group;
import dev.verdict.artifacts.usecase.ArtifactSearch.GroupBy;
import dev.verdict.artifacts.usecase.ArtifactSearch.Measured;
import dev.verdict.artifacts.usecase.ArtifactSearch.Selection;
import dev.verdict.artifacts.usecase.SearchArtifacts;
import dev.verdict.artifacts.usecase.links.GatherLinks;
import dev.verdict.artifacts.usecase.links.RemoteFile;
import dev.verdict.contract.api.Page;
import dev.verdict.runtime.access.Scope;
import dev.verdict.runtime.http.Call;
import dev.verdict.runtime.http.Fail;
import dev.verdict.runtime.http.Operations;
import dev.verdict.runtime.http.Reply;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Artifacts by what they are and by what stands in them, over HTTP. */
final class SearchOperations {
  private final SearchArtifacts search;
  private final GatherLinks gather;
  private final Clock clock;

  /** {@code ArtifactGroups} in the OpenAPI document. */
  record Groups(List<Group> items) {}

  /** {@code ArtifactMetrics}: the numbers, and what they are together on this page. */
  record Metrics(List<Measured> items, Map<String, Summary> summary, @Nullable String next) {}

  /** Of one metric. */
  record Summary(long count, double min, double max, double mean) {}

  SearchOperations(SearchArtifacts search, GatherLinks gather, Clock clock) {
    this.search = search;
    this.gather = gather;
    this.clock = clock;
  }

  void register(Operations operations) {
    operations
        .handle("listArtifacts", Scope.READ, call -> list(call, CriteriaQuery.of(call)))
        .handle("listRunArtifacts", Scope.READ, this::listOfRun)
        .handle("latestArtifact", Scope.READ, this::latest)
        .handle("groupArtifacts", Scope.READ, this::groups)
        .handle("artifactMetrics", Scope.READ, this::metrics);
  }

  private Future<Reply> list(Call call, Criteria criteria) {
    Instant now = clock.instant();
    return search
        .page(CriteriaQuery.page(call, criteria))
        .map(
            found -> {
              Page<Artifact> page = CriteriaQuery.cut(call, found, Artifact::id);
              List<ArtifactView> items =
                  page.items().stream().map(artifact -> ArtifactView.of(artifact, now)).toList();
              return Reply.json(200, new Page<>(items, page.next()));
            });
  }

  /** What was seen at the CI system comes with the last page. */
  private Future<Reply> listOfRun(Call call) {
    UUID run = call.id("id", "run");
    return search
        .page(CriteriaQuery.page(call, Criteria.ofRun(run)))
        .compose(
            found -> {
              Page<Artifact> page = CriteriaQuery.cut(call, found, Artifact::id);
              Future<List<RemoteFile>> seen =
                  page.next() == null ? gather.seen(run) : Future.succeededFuture(List.of());
              return seen.map(
                  files -> Reply.json(200, RunArtifactsView.of(page, files, clock.instant())));
            });
  }

  private Future<Reply> latest(Call call) {
    return search
        .latest(CriteriaQuery.of(call))
        .map(
            found ->
                found
                    .map(artifact -> Reply.json(200, ArtifactView.of(artifact, clock.instant())))
                    .orElseThrow(
                        () -> Fail.of(404, "Not found", "no artifact has all that was asked for")));
  }

  private Future<Reply> groups(Call call) {
    GroupBy by = GroupBy.valueOf(call.query("by").orElse("type").toUpperCase(Locale.ROOT));
    return search
        .groups(CriteriaQuery.of(call), by)
        .map(groups -> Reply.json(200, new Groups(groups)));
  }

  private Future<Reply> metrics(Call call) {
    Criteria criteria = CriteriaQuery.of(call);
    Selection selection = CriteriaQuery.page(call, criteria);
    int limit = CriteriaQuery.limit(call);
    List<String> names = call.list("metric").stream().distinct().toList();
    // The page is of artifacts: one without such a number takes its place, but is not told.
    return search
        .page(selection)
        .compose(
            page -> {
              Page<Artifact> cut = CriteriaQuery.cut(call, page, Artifact::id);
              return search
                  .metrics(new Selection(criteria, selection.before(), limit), names)
                  .map(
                      items ->
                          Reply.json(200, new Metrics(items, summary(names, items), cut.next())));
            });
  }

  private static Map<String, Summary> summary(List<String> names, List<Measured> items) {
    Map<String, Summary> summary = new LinkedHashMap<>();
    for (String name : names) {
      DoubleSummaryStatistics all =
          items.stream()
              .filter(item -> item.metrics().containsKey(name))
              .mapToDouble(item -> item.metrics().get(name))
              .summaryStatistics();
      if (all.getCount() > 0) {
        summary.put(
            name, new Summary(all.getCount(), all.getMin(), all.getMax(), all.getAverage()));
      }
    }
    return summary;
  }
}
