package dev.verdict.cli.doctor;

import dev.verdict.ci.environment.CiEnvironment;
import dev.verdict.ci.environment.Detection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the CI system says of the job in which we are, if we are in one. */
final class JobChapter {
  private static final String NO_JOB =
      "none of the variables of a CI system is set. In a job they tell repository, build and pull"
          + " request; elsewhere --provider, --repository, --build-id and --pr-number do";

  private JobChapter() {}

  static Chapter look(Map<String, String> environment) {
    String question = "Is this a job of a CI system?";
    return Detection.of(environment)
        .map(job -> Chapter.of("job", question, found(job)))
        .orElseGet(() -> new Chapter("job", question, Chapter.NO, List.of(Finding.note(NO_JOB))));
  }

  private static List<Finding> found(CiEnvironment job) {
    List<Finding> findings = new ArrayList<>();
    findings.add(Finding.well(job.provider()));
    part(findings, "repository", job.repository(), "--repository");
    part(findings, "build", job.buildId(), "--build-id");
    part(findings, "commit", job.commitSha(), "--commit-sha");
    part(findings, "branch", job.branch(), "--branch");
    findings.add(
        job.prNumber() == null
            ? Finding.note("pull request: none, so nothing will be commented on")
            : Finding.well("pull request: " + job.prNumber()));
    return findings;
  }

  private static void part(
      List<Finding> findings, String what, @Nullable String value, String option) {
    findings.add(
        value == null
            ? Finding.note(what + ": the job does not say", "give it with " + option)
            : Finding.well(what + ": " + value));
  }
}
