package dev.verdict.ci.bitbucket;

import dev.verdict.ci.JsonFields;
import dev.verdict.ci.webhook.GitNames;
import dev.verdict.ci.webhook.Payload;
import dev.verdict.plugin.ci.RunState;
import dev.verdict.plugin.webhook.CiEvent;
import dev.verdict.plugin.webhook.CiEvent.CiRun.Phase;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Pipelines as Bitbucket tells them: by the marks that they leave on commits. */
final class BitbucketRuns {
  /** Of a pipeline, with its number; marks of others lead elsewhere. */
  private static final Pattern PIPELINE =
      Pattern.compile(".*/pipelines/(?:home(?:#!|%23!)/)?results/(\\d{1,18})(?:[/?#].*)?");

  private BitbucketRuns() {}

  static CiEvent status(String event, Payload body) {
    Payload status = body.object("commit_status");
    URI url = status.link("url");
    Matcher pipeline = PIPELINE.matcher(url == null ? "" : url.toString());
    if (!pipeline.matches()) {
      return new CiEvent.Ignored(event, "a mark that is not of a pipeline, maybe one of Verdict's");
    }
    String word = status.text("state");
    RunState state = read(word);
    Phase phase = state == RunState.RUNNING ? Phase.STARTED : Phase.FINISHED;
    return new CiEvent.CiRun(
        BitbucketChanges.repository(body),
        pipeline.group(1),
        status.text("name", "pipeline"),
        state == RunState.UNKNOWN ? Phase.STARTED : phase,
        state,
        word,
        GitNames.sha(status.object("commit"), "hash"),
        status.textOrNull("refname"),
        null,
        url,
        status.time("created_on"),
        state.isFinal() ? status.time("updated_on") : null);
  }

  /** Whether it is the mark of the pipeline with this number. */
  static boolean isOf(JsonObject status, String number) {
    Matcher pipeline = PIPELINE.matcher(JsonFields.text(status, "url", ""));
    return pipeline.matches() && pipeline.group(1).equals(number);
  }

  private static RunState read(String word) {
    return switch (word) {
      case "INPROGRESS" -> RunState.RUNNING;
      case "SUCCESSFUL" -> RunState.SUCCESS;
      case "FAILED" -> RunState.FAILURE;
      case "STOPPED" -> RunState.CANCELLED;
      default -> RunState.UNKNOWN;
    };
  }
}
