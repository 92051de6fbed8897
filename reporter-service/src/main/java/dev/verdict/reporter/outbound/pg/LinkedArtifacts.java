package dev.verdict.reporter.outbound.pg;

import dev.verdict.contract.Json;
import dev.verdict.contract.message.RunArtifacts;
import dev.verdict.reporter.domain.RunLinks;
import dev.verdict.reports.model.ReportedArtifact;
import io.vertx.sqlclient.Row;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was found when the run had ended, in our store and at its CI system. Attempts tell of their
 * files themselves; this adds their logs, what was uploaded by hand, and what the CI system keeps.
 */
record LinkedArtifacts(@Nullable RunLinks found, URI origin) {

  static LinkedArtifacts of(Iterable<Row> rows, URI origin) {
    RunLinks found = null;
    for (Row row : rows) {
      found = Json.read(row.getString("row"), RunLinks.class);
    }
    return new LinkedArtifacts(found, origin);
  }

  /** Each file once; what the attempts told comes first. */
  List<ReportedArtifact> beside(List<ReportedArtifact> told, int most) {
    if (found == null) {
      return told;
    }
    Set<String> known = new HashSet<>();
    told.forEach(artifact -> known.add(String.valueOf(artifact.url())));
    List<ReportedArtifact> all = new ArrayList<>(told);
    for (RunArtifacts.Link link : found.links()) {
      String url = origin + link.permalink();
      // Behind our own address comes a path, or it would be another's address.
      boolean ours = link.permalink().startsWith("/a/");
      if (ours && all.size() < most && known.add(url)) {
        all.add(
            new ReportedArtifact(
                link.name(),
                place(link),
                Objects.requireNonNullElse(link.sizeBytes(), 0L),
                link.type(),
                url,
                link.taskId(),
                link.attempt(),
                problem(link)));
      }
    }
    return all;
  }

  /** A file of a CI system stands apart from one of ours that is called the same. */
  private static String place(RunArtifacts.Link link) {
    return link.source().equals(RunArtifacts.STORE)
        ? link.path()
        : link.source() + "/" + link.path();
  }

  private static @Nullable String problem(RunArtifacts.Link link) {
    String reason = link.reason();
    return reason == null ? null : reason + " at " + link.source();
  }

  /** Who could not be asked, and what is not all. */
  void notes(Map<String, Object> systemInfo) {
    if (found == null) {
      return;
    }
    Map<String, Object> notes = new LinkedHashMap<>();
    for (RunArtifacts.Source source : found.sources()) {
      if (source.problem() != null) {
        notes.put(source.name(), source.problem());
      }
    }
    if (!notes.isEmpty()) {
      systemInfo.put("artifacts_not_found", notes);
    } else if (!found.complete()) {
      systemInfo.put("artifacts_found", "not all: the run has more than stand here");
    }
  }
}
