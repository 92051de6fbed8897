package dev.verdict.ci.github;

import dev.verdict.ci.webhook.GitNames;
import dev.verdict.ci.webhook.Payload;
import dev.verdict.plugin.ci.RunState;
import dev.verdict.plugin.webhook.CiEvent;
import dev.verdict.plugin.webhook.CiEvent.CiRun.Phase;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs of Actions as GitHub tells them. */
final class GitHubRuns {
  private GitHubRuns() {}

  static CiEvent workflowRun(Payload body) {
    return switch (body.text("action")) {
      case "requested" -> run(body, Phase.QUEUED);
      case "in_progress" -> run(body, Phase.STARTED);
      case "completed" -> run(body, Phase.FINISHED);
      default ->
          GitHubWebhooks.ignored("workflow_run", body, "an action that Verdict does not know");
    };
  }

  private static CiEvent run(Payload body, Phase phase) {
    Payload run = body.object("workflow_run");
    String status = run.textOrNull("status");
    String conclusion = run.textOrNull("conclusion");
    return new CiEvent.CiRun(
        GitHubChanges.repository(body),
        run.id("id"),
        run.text("name", "workflow"),
        phase,
        state(phase, status, conclusion),
        GitHubWords.word(status, conclusion),
        GitNames.sha(run, "head_sha"),
        run.textOrNull("head_branch"),
        pullRequest(run),
        run.link("html_url"),
        phase == Phase.QUEUED ? null : run.time("run_started_at"),
        phase == Phase.FINISHED ? run.time("updated_at") : null);
  }

  /** The action counts: deliveries of finished runs that still say queued have been seen. */
  private static RunState state(Phase phase, @Nullable String status, @Nullable String conclusion) {
    return switch (phase) {
      case QUEUED -> RunState.QUEUED;
      case STARTED -> RunState.RUNNING;
      case FINISHED -> {
        RunState state = GitHubWords.read(status, conclusion);
        yield state.isFinal() ? state : RunState.UNKNOWN;
      }
    };
  }

  /** None are told of runs for forks; several if several propose the same branch. */
  private static @Nullable String pullRequest(Payload run) {
    List<Payload> pulls = run.objects("pull_requests");
    return pulls.size() == 1 ? pulls.get(0).id("number") : null;
  }
}
