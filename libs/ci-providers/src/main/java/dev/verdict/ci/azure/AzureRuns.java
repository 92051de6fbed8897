package dev.verdict.ci.azure;

import dev.verdict.ci.webhook.GitNames;
import dev.verdict.ci.webhook.Payload;
import dev.verdict.plugin.ci.RunState;
import dev.verdict.plugin.webhook.CiEvent;
import dev.verdict.plugin.webhook.CiEvent.CiRun.Phase;
import dev.verdict.plugin.webhook.Repository;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Builds and runs of pipelines as Azure DevOps tells them. */
final class AzureRuns {
  private static final Pattern PULL = Pattern.compile("refs/pull/(\\d{1,18})/.*");

  /** Of old: {@code LG:refs/heads/main:<sha>}. */
  private static final Pattern OLD_SOURCE =
      Pattern.compile("[A-Z]+:([^:]{1,1000}):([0-9a-fA-F]{7,64})");

  private AzureRuns() {}

  static CiEvent build(Payload build) {
    Matcher old = OLD_SOURCE.matcher(build.text("sourceGetVersion", ""));
    boolean isOld = old.matches();
    String ref = isOld ? old.group(1) : build.text("sourceBranch", "");
    String built = isOld ? old.group(2) : GitNames.shaOrNull(build, "sourceVersion");
    Payload trigger = build.find("triggerInfo");
    // The result stood in the status once.
    String word = build.text("result", build.text("status"));
    RunState state = AzureWords.readBuild(word);
    Matcher pull = PULL.matcher(ref);
    boolean isPull = pull.matches();
    Payload definition = build.find("definition");
    return new CiEvent.CiRun(
        repository(build),
        build.id("id"),
        definition == null ? "build" : definition.text("name", "build"),
        Phase.FINISHED,
        state.isFinal() ? state : word(word),
        word,
        isPull && trigger != null ? said(trigger, "pr.sourceSha", built) : built,
        isPull ? sourceBranch(trigger) : GitNames.branch(ref),
        isPull ? pull.group(1) : null,
        page(build),
        build.time("startTime"),
        build.time("finishTime"));
  }

  /** How it was once said that somebody has stopped it. */
  private static RunState word(String word) {
    return word.equals("stopped") ? RunState.CANCELLED : RunState.UNKNOWN;
  }

  private static @Nullable String said(Payload trigger, String name, @Nullable String instead) {
    String sha = GitNames.shaOrNull(trigger, name);
    return sha == null ? instead : sha;
  }

  private static @Nullable String sourceBranch(@Nullable Payload trigger) {
    String branch = trigger == null ? null : trigger.textOrNull("pr.sourceBranch");
    return branch == null ? null : GitNames.shortBranch(branch);
  }

  /** Its project stands beside it; one that is not of Azure DevOps has its name as its id. */
  static @Nullable Repository repository(Payload build) {
    Payload repository = build.find("repository");
    Payload project = build.find("project");
    if (repository == null) {
      return null;
    }
    if (!repository.text("type", "TfsGit").equals("TfsGit")) {
      String name = repository.textOrNull("id");
      return name == null || name.isBlank()
          ? null
          : new Repository(
              GitNames.repository(repository, "id"), repository.link("url"), null, null, false);
    }
    if (project == null || repository.textOrNull("name") == null) {
      return null;
    }
    return new Repository(
        GitNames.repository(project, "name") + "/" + GitNames.repository(repository, "name"),
        repository.link("url"),
        null,
        null,
        "private".equals(project.textOrNull("visibility")));
  }

  private static @Nullable URI page(Payload of) {
    Payload web = of.find("_links", "web");
    return web == null ? null : web.link("href");
  }

  /** It names no commit and no branch: who follows it asks for them. */
  static CiEvent pipelineRun(Payload resource) {
    Payload run = resource.object("run");
    String stage = run.text("state");
    String result = run.text("result", "");
    String word = result.isEmpty() ? stage : result;
    Payload pipeline = resource.find("pipeline");
    return switch (stage) {
      case "completed" -> run(run, pipeline, Phase.FINISHED, result(word), word);
      case "inProgress", "canceling" -> run(run, pipeline, Phase.STARTED, RunState.RUNNING, stage);
      case "notStarted", "postponed" -> run(run, pipeline, Phase.QUEUED, RunState.QUEUED, stage);
      default -> run(run, pipeline, Phase.STARTED, RunState.UNKNOWN, stage);
    };
  }

  private static RunState result(String word) {
    RunState state = AzureWords.readBuild(word);
    return state.isFinal() ? state : RunState.UNKNOWN;
  }

  private static CiEvent run(
      Payload run, @Nullable Payload pipeline, Phase phase, RunState state, String word) {
    return new CiEvent.CiRun(
        null,
        run.id("id"),
        pipeline == null ? "pipeline" : pipeline.text("name", "pipeline"),
        phase,
        state,
        word,
        null,
        null,
        null,
        page(run),
        run.time("createdDate"),
        run.time("finishedDate"));
  }
}
