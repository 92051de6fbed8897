package dev.verdict.ci.jenkins;

import dev.verdict.ci.webhook.GitNames;
import dev.verdict.ci.webhook.Links;
import dev.verdict.ci.webhook.Payload;
import dev.verdict.ci.webhook.Times;
import dev.verdict.plugin.ci.RunState;
import dev.verdict.plugin.webhook.CiEvent;
import dev.verdict.plugin.webhook.CiEvent.CiRun.Phase;
import dev.verdict.plugin.webhook.Repository;
import dev.verdict.plugin.webhook.UnreadableWebhook;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Builds as Jenkins tells them. */
final class JenkinsNews {
  private static final Pattern FOLDER = Pattern.compile("(?:^|/)job/([^/]+)");
  private static final Pattern PULL = Pattern.compile("(?:^|.*/)job/PR-(\\d{1,18})/.*");
  private static final Pattern REMOTE = Pattern.compile("(?:refs/)?(?:remotes/)?origin/(.+)");

  private JenkinsNews() {}

  static CiEvent run(Payload body, Payload build, Phase phase) {
    String url = build.text("url", body.text("url", ""));
    Long begun = build.number("timestamp");
    String word = phase == Phase.FINISHED ? build.text("status", "") : build.text("phase");
    return new CiEvent.CiRun(
        repository(build),
        runId(body, build, url),
        body.text("display_name", body.text("name", "build")),
        phase,
        state(phase, word),
        word,
        sha(build),
        // Jenkins calls what it builds for a pull request after that, not after a branch.
        PULL.matcher(url).matches() ? null : branch(build),
        pullRequest(build, url),
        build.link("full_url"),
        Times.ofMillis(begun),
        phase == Phase.FINISHED ? ended(begun, build.number("duration")) : null);
  }

  /** The URL where Jenkins knows its own; else the job and the number. */
  private static String runId(Payload body, Payload build, String url) {
    String full = build.text("full_url", "");
    if (JenkinsBuild.parse(full, Optional.empty()).isPresent()) {
      return full;
    }
    String job = job(url);
    return (job.isEmpty() ? body.text("name") : job) + "#" + build.id("number");
  }

  private static String job(String url) {
    StringBuilder job = new StringBuilder();
    Matcher folder = FOLDER.matcher(url);
    while (folder.find()) {
      job.append(job.isEmpty() ? "" : "/").append(decoded(folder.group(1)));
    }
    return job.toString();
  }

  private static String decoded(String segment) {
    try {
      return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      throw new UnreadableWebhook("build.url", segment, "a URL");
    }
  }

  /** While it runs, the status can be that of the build before. */
  private static RunState state(Phase phase, String word) {
    return switch (phase) {
      case QUEUED -> RunState.QUEUED;
      case STARTED -> RunState.RUNNING;
      case FINISHED -> JenkinsWords.result(word);
    };
  }

  private static @Nullable String sha(Payload build) {
    Payload scm = build.find("scm");
    return scm == null ? null : GitNames.shaOrNull(scm, "commit");
  }

  private static @Nullable String branch(Payload build) {
    Payload scm = build.find("scm");
    String said = scm == null ? "" : scm.text("branch", "");
    Matcher remote = REMOTE.matcher(said);
    String branch = remote.matches() ? remote.group(1) : GitNames.shortBranch(said);
    return branch.isBlank() || branch.equals("detached") ? null : branch;
  }

  /**
   * Of a job that Jenkins has made for it, or of the parameters of those who build it otherwise.
   */
  private static @Nullable String pullRequest(Payload build, String url) {
    Matcher job = PULL.matcher(url);
    if (job.matches()) {
      return job.group(1);
    }
    Payload parameters = build.find("parameters");
    String number =
        parameters == null
            ? null
            : parameters.text("CHANGE_ID", parameters.text("ghprbPullId", ""));
    return number != null && number.matches("\\d{1,18}") ? number : null;
  }

  private static @Nullable Instant ended(@Nullable Long begun, @Nullable Long duration) {
    if (begun == null || duration == null || duration <= 0 || begun <= 0) {
      return null;
    }
    return duration < Long.MAX_VALUE - begun ? Times.ofMillis(begun + duration) : null;
  }

  static @Nullable Repository repository(Payload build) {
    Payload scm = build.find("scm");
    String url = scm == null ? null : scm.textOrNull("url");
    return Links.repository(url)
        .map(name -> new Repository(name, Links.read(url), null, null, false))
        .orElse(null);
  }
}
