package dev.verdict.artifacts.usecase;

import dev.verdict.artifacts.domain.Artifact;
import dev.verdict.artifacts.domain.ContentQuery;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds artifacts by what is known of them and by what stands in them. */
public interface ArtifactSearch {
  /** Those to be had, newest first. */
  Future<List<Artifact>> page(Selection selection, Instant now);

  /** Which ones; {@code before} is the last of the page before. */
  record Selection(Criteria criteria, @Nullable UUID before, int limit) {}

  /**
   * What all of them have; what is absent or empty is not asked for.
   *
   * @param name may have {@code *} for any characters
   */
  record Criteria(
      @Nullable UUID runId,
      @Nullable UUID taskId,
      @Nullable String type,
      @Nullable String category,
      @Nullable String name,
      List<String> labels,
      Map<String, String> metadata,
      List<ContentQuery> content) {

    public static Criteria ofRun(UUID runId) {
      return new Criteria(runId, null, null, null, null, List.of(), Map.of(), List.of());
    }
  }

  /** The largest groups first. */
  Future<List<Group>> groups(Criteria criteria, GroupBy by, Instant now);

  /** What artifacts of a group share. */
  enum GroupBy {
    TYPE,
    CATEGORY,
    CONTENT_TYPE,
    NAME,
    TASK_ID
  }

  /**
   * Artifacts that have something in common.
   *
   * @param value what they share; absent for those of no task
   */
  record Group(@Nullable String value, long count, long sizeBytes, UUID latest) {}

  /** Numbers that stand in JSON artifacts; those without any of them are missing. */
  Future<List<Measured>> metrics(Selection selection, List<String> names, Instant now);

  /** What an artifact says of the metrics that were asked for. */
  record Measured(
      UUID id, UUID runId, String name, Instant createdAt, Map<String, Double> metrics) {}
}
