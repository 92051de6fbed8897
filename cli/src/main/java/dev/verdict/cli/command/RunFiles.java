package dev.verdict.cli.command;

import dev.verdict.cli.client.ApiClient;
import dev.verdict.cli.client.ApiProblem;
import dev.verdict.cli.client.Unreachable;
import dev.verdict.contract.api.Page;
import dev.verdict.reports.model.ReportedArtifact;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The files of a run with their permalinks, as far as one page of the artifact service tells; none
 * where it does not answer soon.
 */
final class RunFiles {
  private static final Duration AT_MOST = Duration.ofSeconds(5);

  private RunFiles() {}

  /** A file as the service tells it; the fields that we need. */
  record File(
      String name,
      @Nullable String path,
      @Nullable String type,
      @Nullable Long sizeBytes,
      String url,
      @Nullable UUID taskId,
      @Nullable Integer attempt) {}

  /** What our store has, and what is at the CI system. */
  record Listed(List<File> items, List<File> elsewhere) {}

  static List<ReportedArtifact> of(ApiClient artifacts, UUID run) {
    ApiClient service = artifacts.within(AT_MOST);
    try {
      Listed listed =
          service.get("/api/v1/runs/" + run + "/artifacts?limit=" + Page.MOST, Listed.class);
      List<ReportedArtifact> all = new ArrayList<>();
      listed.items().forEach(file -> all.add(reported(service, file)));
      listed.elsewhere().forEach(file -> all.add(reported(service, file)));
      return all;
    } catch (ApiProblem | Unreachable e) {
      return List.of();
    }
  }

  private static ReportedArtifact reported(ApiClient service, File file) {
    return new ReportedArtifact(
        file.name(),
        Objects.requireNonNullElse(file.path(), file.name()),
        Objects.requireNonNullElse(file.sizeBytes(), 0L),
        Objects.requireNonNullElse(file.type(), "data"),
        service.address(file.url()),
        file.taskId(),
        Objects.requireNonNullElse(file.attempt(), 0),
        null);
  }
}
