package dev.verdict.coordinator.domain.trigger;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.verdict.contract.api.Requirements;
import dev.verdict.contract.api.RetryPolicy;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A trigger as its author writes it, in {@code verdict.yaml} or over REST.
 *
 * @param action start-run, follow, cancel or rerun
 * @param run what start-run starts
 * @param rerun who may ask for it
 * @param follow what is taken of a run of a CI system
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record TriggerSpec(
    String name,
    @Nullable Boolean enabled,
    @Nullable Match match,
    String action,
    @Nullable Run run,
    @Nullable Rerun rerun,
    @Nullable Follow follow) {

  public boolean isEnabled() {
    return enabled == null || enabled;
  }

  /**
   * Everything that must hold. Lists of patterns: one of them must fit, none that begins with an
   * exclamation mark may; an empty list says nothing.
   *
   * @param branches of a push the one that moved, of a pull request the one that it would go into
   * @param actions of pull requests
   * @param forks whether pull requests from other repositories count: their code is a stranger's
   * @param when an expression in CEL
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Match(
      @Nullable List<String> providers,
      @Nullable List<String> repositories,
      @Nullable List<String> events,
      @Nullable List<String> branches,
      @Nullable List<String> tags,
      @Nullable List<String> paths,
      @Nullable List<String> labels,
      @Nullable List<String> actions,
      @Nullable Boolean forks,
      @Nullable String when) {
    static final Match ANY = new Match(null, null, null, null, null, null, null, null, null, null);
  }

  /**
   * A run of the commit that the event names.
   *
   * @param url where to clone from, where the event does not tell; {@code {repository}} is its name
   * @param directory below the root of the repository
   * @param pattern of test files; absent: the runner's own
   * @param matrix a task for each combination; {@code {matrix.name}} stands for the value
   * @param cancelSuperseded ends what an earlier event of the same branch or pull request started
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Run(
      @Nullable String name,
      @Nullable String project,
      @Nullable String url,
      @Nullable String directory,
      @Nullable String runner,
      @Nullable List<String> pattern,
      @Nullable List<String> files,
      @Nullable List<String> command,
      @Nullable List<String> arguments,
      @Nullable Map<String, String> environment,
      @Nullable List<String> reports,
      @Nullable List<String> artifacts,
      @Nullable Requirements requirements,
      @Nullable Integer priority,
      @Nullable Integer timeout,
      @Nullable RetryPolicy retry,
      @Nullable Map<String, List<String>> matrix,
      @Nullable Boolean cancelSuperseded) {
    static final Run DEFAULT =
        new Run(
            null, null, null, null, null, null, null, null, null, null, null, null, null, null,
            null, null, null, null);
  }

  /**
   * @param allow names of people who may, besides those who are proven to write to the repository
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Rerun(@Nullable List<String> allow) {}

  /**
   * What is taken of a run of a CI system.
   *
   * @param artifacts patterns of those that may hold reports; absent: all
   * @param reports patterns of report files in them; absent: all JUnit XML that is found
   * @param timeout seconds until a run that nobody hears of any more is lost
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Follow(
      @Nullable String name,
      @Nullable String project,
      @Nullable List<String> artifacts,
      @Nullable List<String> reports,
      @Nullable Integer timeout) {
    static final Follow DEFAULT = new Follow(null, null, null, null, null);
  }

  public Follow following() {
    return follow == null ? Follow.DEFAULT : follow;
  }

  public Match matching() {
    return match == null ? Match.ANY : match;
  }

  public Run starting() {
    return run == null ? Run.DEFAULT : run;
  }
}
