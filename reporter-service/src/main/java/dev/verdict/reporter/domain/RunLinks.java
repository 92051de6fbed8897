package dev.verdict.reporter.domain;

import dev.verdict.contract.event.EventData;
import dev.verdict.contract.message.RunArtifacts;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Where the files of a run were found when it had ended. */
public record RunLinks(
    UUID runId,
    long sequence,
    long finish,
    boolean complete,
    List<RunArtifacts.Link> links,
    List<RunArtifacts.Source> sources,
    Instant resolvedAt) {

  static RunLinks of(UUID runId, long sequence, EventData.ArtifactsResolved found) {
    return new RunLinks(
        runId,
        sequence,
        found.finish(),
        found.complete(),
        found.links(),
        found.sources(),
        found.resolvedAt());
  }
}
