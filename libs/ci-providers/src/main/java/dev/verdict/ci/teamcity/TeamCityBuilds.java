package dev.verdict.ci.teamcity;

import dev.verdict.ci.webhook.GitNames;
import dev.verdict.ci.webhook.Links;
import dev.verdict.ci.webhook.Payload;
import dev.verdict.plugin.ci.RunState;
import dev.verdict.plugin.webhook.CiEvent;
import dev.verdict.plugin.webhook.CiEvent.CiRun.Phase;
import dev.verdict.plugin.webhook.Repository;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Builds as TeamCity tells them: which of their fields is for its administrator to choose. */
final class TeamCityBuilds {
  private static final Pattern PULL =
      Pattern.compile("(?:refs/)?(?:pull|pull-requests|merge-requests)/(\\d{1,18})(?:/\\w+)?");

  private TeamCityBuilds() {}

  static CiEvent run(Payload build, Phase phase, boolean interrupted) {
    String word = interrupted ? "interrupted" : word(build, phase);
    String branch = build.text("branchName", "");
    Matcher pull = PULL.matcher(branch);
    boolean isPull = pull.matches();
    return new CiEvent.CiRun(
        repository(build),
        build.id("id"),
        name(build),
        phase,
        state(phase, interrupted, word),
        word,
        sha(build),
        isPull || branch.isEmpty() || branch.startsWith("<") ? null : GitNames.shortBranch(branch),
        isPull ? pull.group(1) : null,
        build.link("webUrl"),
        build.time("startDate"),
        phase == Phase.FINISHED ? build.time("finishDate") : null);
  }

  /**
   * A build that runs is a success until something fails: its status says nothing before the end.
   */
  private static String word(Payload build, Phase phase) {
    String state = build.text("state", "");
    return phase == Phase.FINISHED ? build.text("status", state) : state;
  }

  private static RunState state(Phase phase, boolean interrupted, String word) {
    if (phase != Phase.FINISHED) {
      return phase == Phase.QUEUED ? RunState.QUEUED : RunState.RUNNING;
    }
    if (interrupted) {
      return RunState.CANCELLED;
    }
    return switch (word) {
      case "SUCCESS" -> RunState.SUCCESS;
      case "FAILURE" -> RunState.FAILURE;
      case "ERROR" -> RunState.ERROR;
      default -> RunState.UNKNOWN;
    };
  }

  private static String name(Payload build) {
    Payload type = build.find("buildType");
    String id = build.text("buildTypeId", "build");
    if (type == null) {
      return id;
    }
    String project = type.text("projectName", "");
    String name = type.text("name", id);
    return project.isEmpty() ? name : project + " / " + name;
  }

  private static @Nullable Payload revision(Payload build) {
    Payload revisions = build.find("revisions");
    List<Payload> all = revisions == null ? List.of() : revisions.objects("revision");
    return all.isEmpty() ? null : all.get(0);
  }

  /** Only of git: other systems have numbers. */
  private static @Nullable String sha(Payload build) {
    Payload revision = revision(build);
    String version = revision == null ? null : revision.textOrNull("version");
    return version != null && version.matches("[0-9a-fA-F]{40,64}") ? version : null;
  }

  /**
   * By the name of its VCS root, which is the address of the repository unless somebody changed it.
   */
  static @Nullable Repository repository(Payload build) {
    Payload revision = revision(build);
    Payload root = revision == null ? null : revision.find("vcs-root-instance");
    String said = root == null ? null : root.textOrNull("name");
    if (said == null) {
      return null;
    }
    String address = said.replaceFirst("#.*", "");
    return Links.repository(address)
        .map(name -> new Repository(name, Links.read(address), null, null, false))
        .orElse(null);
  }
}
