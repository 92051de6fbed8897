package dev.verdict.artifacts.usecase;

import dev.verdict.artifacts.domain.Artifact;
import dev.verdict.artifacts.usecase.ArtifactSearch.Criteria;
import dev.verdict.artifacts.usecase.ArtifactSearch.Group;
import dev.verdict.artifacts.usecase.ArtifactSearch.GroupBy;
import dev.verdict.artifacts.usecase.ArtifactSearch.Measured;
import dev.verdict.artifacts.usecase.ArtifactSearch.Selection;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Asks for artifacts that can be had now. */
public final class SearchArtifacts {
  private final ArtifactSearch search;
  private final Clock clock;

  public SearchArtifacts(ArtifactSearch search, Clock clock) {
    this.search = search;
    this.clock = clock;
  }

  public Future<List<Artifact>> page(Selection selection) {
    return search.page(selection, clock.instant());
  }

  /** Of a run, the newest first. */
  public Future<List<Artifact>> ofRun(UUID runId, int most) {
    return page(new Selection(Criteria.ofRun(runId), null, most));
  }

  /** The newest of them. */
  public Future<Optional<Artifact>> latest(Criteria criteria) {
    return page(new Selection(criteria, null, 1)).map(found -> found.stream().findFirst());
  }

  public Future<List<Group>> groups(Criteria criteria, GroupBy by) {
    return search.groups(criteria, by, clock.instant());
  }

  public Future<List<Measured>> metrics(Selection selection, List<String> names) {
    return search.metrics(selection, names, clock.instant());
  }
}
