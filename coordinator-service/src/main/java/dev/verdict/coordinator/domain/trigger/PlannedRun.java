package dev.verdict.coordinator.domain.trigger;

import dev.verdict.contract.api.CiContext;
import dev.verdict.contract.api.Requirements;
import dev.verdict.contract.api.RunRequest;
import dev.verdict.contract.api.Source;
import dev.verdict.contract.api.TaskConfig;
import dev.verdict.contract.api.TaskRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The run that a trigger asks for when an event has fired it. */
public final class PlannedRun {
  private static final int SHOWN_OF_COMMIT = 8;
  private static final int LONGEST_TITLE = 200;
  private static final int LONGEST_PATH = 200;
  private static final int MOST_PATHS = 20;

  /** Where the address of a repository ends with its name. */
  private static final Set<String> NAMED_BY_THEIR_PATH =
      Set.of("github", "gitlab", "bitbucket", "generic");

  private PlannedRun() {}

  /**
   * @throws BadTrigger when the event does not tell where to clone from and neither does the
   *     trigger
   */
  public static RunRequest of(Trigger trigger, EventFacts event, UUID delivery) {
    TriggerSpec.Run run = trigger.spec().starting();
    Source source = new Source.Git(url(run, event), event.sha(), null);
    List<TaskRequest> tasks =
        Matrix.combinations(run.matrix() == null ? Map.of() : run.matrix()).stream()
            .map(values -> task(trigger, run, values))
            .toList();
    String shown = event.sha().substring(0, Math.min(SHOWN_OF_COMMIT, event.sha().length()));
    return new RunRequest(
        (run.name() == null ? trigger.name() : run.name())
            + ": "
            + event.repository()
            + "@"
            + shown,
        run.project() == null ? event.repository() : run.project(),
        source,
        new CiContext(
            event.provider(),
            event.repository(),
            null,
            event.sha(),
            emptyIsNull(event.branch()),
            emptyIsNull(event.number()),
            event.url() == null ? null : event.url().toString()),
        emptyIsNull(event.sender()),
        null,
        run.retry(),
        tasks,
        metadata(trigger, event, delivery));
  }

  /** The branch that a change goes to lets a report tell what the change has broken. */
  private static Map<String, Object> metadata(Trigger trigger, EventFacts event, UUID delivery) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("trigger", trigger.name());
    metadata.put("delivery", delivery.toString());
    metadata.put("event", event.kind().word());
    if (!event.baseBranch().isEmpty()) {
      metadata.put("base_branch", event.baseBranch());
    }
    addWhatChanged(metadata, event);
    return metadata;
  }

  /** Lets a report tell whose change was the first with which a test failed. */
  private static void addWhatChanged(Map<String, Object> metadata, EventFacts event) {
    if (event.kind() != EventKind.PUSH) {
      return;
    }
    String title = event.text().lines().findFirst().orElse("").strip();
    if (!title.isEmpty()) {
      metadata.put("commit_message", title.substring(0, Math.min(LONGEST_TITLE, title.length())));
    }
    List<String> files =
        event.paths().stream()
            .filter(path -> path.length() <= LONGEST_PATH)
            .limit(MOST_PATHS)
            .toList();
    if (!files.isEmpty()) {
      metadata.put("changed_files", files);
      metadata.put("changed_files_total", event.paths().size());
    }
  }

  private static String url(TriggerSpec.Run run, EventFacts event) {
    if (run.url() != null) {
      return run.url().replace("{repository}", event.repository());
    }
    if (event.cloneUrl() == null) {
      throw new BadTrigger(
          List.of(
              new BadTrigger.Fault(
                  "run.url", "none", "an address to clone from: the event does not tell one")));
    }
    // Who may speak for one repository must not have another one fetched.
    String path = String.valueOf(event.cloneUrl().getPath()).toLowerCase(Locale.ROOT);
    String named = "/" + event.repository().toLowerCase(Locale.ROOT);
    if (NAMED_BY_THEIR_PATH.contains(event.provider())
        && !path.endsWith(named)
        && !path.endsWith(named + ".git")) {
      throw new BadTrigger(
          List.of(
              new BadTrigger.Fault(
                  "clone_url",
                  event.cloneUrl().toString(),
                  "the address of " + event.repository() + ", or a run.url of the trigger")));
    }
    return event.cloneUrl().toString();
  }

  private static TaskRequest task(
      Trigger trigger, TriggerSpec.Run run, Map<String, String> values) {
    TaskConfig config =
        new TaskConfig(
            null,
            filled(run.command(), values),
            run.runner() == null ? null : Matrix.fill(run.runner(), values),
            filled(run.arguments(), values),
            environment(run, values),
            run.directory(),
            run.reports(),
            run.artifacts(),
            run.pattern() == null ? Map.of() : Map.of("pattern", run.pattern()));
    String combination =
        values.entrySet().stream()
            .map(value -> value.getKey() + "=" + value.getValue())
            .collect(Collectors.joining(", "));
    return new TaskRequest(
        "test",
        null,
        combination.isEmpty() ? trigger.name() : trigger.name() + " (" + combination + ")",
        run.priority(),
        null,
        null,
        config,
        requirements(run.requirements(), values),
        null,
        run.timeout(),
        run.retry(),
        null,
        filled(run.files(), values),
        Map.of());
  }

  private static Map<String, String> environment(TriggerSpec.Run run, Map<String, String> values) {
    Map<String, String> environment = new LinkedHashMap<>();
    values.forEach(
        (name, value) -> environment.put("MATRIX_" + name.toUpperCase(Locale.ROOT), value));
    if (run.environment() != null) {
      run.environment().forEach((name, value) -> environment.put(name, Matrix.fill(value, values)));
    }
    return environment;
  }

  private static @Nullable Requirements requirements(
      @Nullable Requirements asked, Map<String, String> values) {
    if (asked == null) {
      return null;
    }
    Map<String, String> labels = new LinkedHashMap<>();
    asked.labels().forEach((name, value) -> labels.put(name, Matrix.fill(value, values)));
    return new Requirements(
        asked.cpu(), asked.memory(), asked.gpuMemory(), asked.hardware(), labels);
  }

  private static @Nullable List<String> filled(
      @Nullable List<String> texts, Map<String, String> values) {
    return texts == null ? null : texts.stream().map(text -> Matrix.fill(text, values)).toList();
  }

  private static @Nullable String emptyIsNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
