package dev.verdict.ci.gitlab;

import dev.verdict.ci.webhook.GitNames;
import dev.verdict.ci.webhook.Payload;
import dev.verdict.plugin.ci.RunState;
import dev.verdict.plugin.webhook.CiEvent;
import dev.verdict.plugin.webhook.CiEvent.CiRun.Phase;
import org.jspecify.annotations.Nullable;

/** Pipelines as GitLab tells them. */
final class GitLabRuns {
  private GitLabRuns() {}

  static CiEvent pipeline(Payload body) {
    Payload pipeline = body.object("object_attributes");
    Payload request = body.find("merge_request");
    String word = pipeline.text("status");
    RunState state = GitLabWords.read(word);
    return new CiEvent.CiRun(
        GitLabChanges.repository(body),
        pipeline.id("id"),
        pipeline.text("name", "pipeline"),
        phase(state, pipeline),
        state,
        word,
        GitNames.sha(pipeline, "sha"),
        branch(pipeline, request),
        request == null ? null : request.id("iid"),
        pipeline.link("url"),
        // Only when it was made and when it ended are told.
        null,
        pipeline.time("finished_at"));
  }

  private static Phase phase(RunState state, Payload pipeline) {
    return switch (state) {
      case QUEUED -> Phase.QUEUED;
      case RUNNING -> Phase.STARTED;
      // A new word: whether it is one for an end is told by the time of the end.
      case UNKNOWN -> pipeline.textOrNull("finished_at") == null ? Phase.STARTED : Phase.FINISHED;
      default -> Phase.FINISHED;
    };
  }

  private static @Nullable String branch(Payload pipeline, @Nullable Payload request) {
    if (request != null) {
      return request.textOrNull("source_branch");
    }
    return pipeline.flag("tag") ? null : pipeline.textOrNull("ref");
  }
}
