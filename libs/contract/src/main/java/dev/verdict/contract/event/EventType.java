package dev.verdict.contract.event;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Every kind of public event of a run. A run is a {@code testsuiterun}, a test is a {@code
 * testcaserun}; a task has no counterpart in CDEvents, so it is a custom event ({@code cdeventsx}),
 * as the specification provides for.
 */
public enum EventType {
  RUN_QUEUED("dev.cdevents.testsuiterun.queued.0.3.0", EventData.RunQueued.class),
  RUN_STARTED("dev.cdevents.testsuiterun.started.0.3.0", EventData.RunStarted.class),
  RUN_FINISHED("dev.cdevents.testsuiterun.finished.0.3.0", EventData.RunFinished.class),
  RUN_REOPENED("dev.cdeventsx.verdict-run.reopened.0.2.0", EventData.RunReopened.class),
  TASK_QUEUED("dev.cdeventsx.verdict-task.queued.0.2.0", EventData.TaskQueued.class),
  TASK_STARTED("dev.cdeventsx.verdict-task.started.0.2.0", EventData.TaskStarted.class),
  TASK_FINISHED("dev.cdeventsx.verdict-task.finished.0.2.0", EventData.TaskFinished.class),
  TEST_QUEUED("dev.cdevents.testcaserun.queued.0.3.0", EventData.TestQueued.class),
  TEST_STARTED("dev.cdevents.testcaserun.started.0.3.0", EventData.TestStarted.class),
  TEST_FINISHED("dev.cdevents.testcaserun.finished.0.3.0", EventData.TestFinished.class),
  TEST_SKIPPED("dev.cdevents.testcaserun.skipped.0.2.0", EventData.TestFinished.class),
  OUTPUT_PUBLISHED("dev.cdevents.testoutput.published.0.3.0", EventData.OutputPublished.class),
  ARTIFACTS_RESOLVED(
      "dev.cdeventsx.verdict-artifacts.resolved.0.1.0", EventData.ArtifactsResolved.class);

  private static final Pattern VERSIONED =
      Pattern.compile("dev\\.cdeventsx?\\.(.+)\\.\\d+\\.\\d+\\.\\d+");

  private static final Map<String, EventType> BY_NAME =
      Arrays.stream(values()).collect(Collectors.toMap(EventType::shortName, Function.identity()));

  private final String type;
  private final Class<? extends EventData> data;

  EventType(String type, Class<? extends EventData> data) {
    this.type = type;
    this.data = data;
  }

  /** In any version: a newer one only adds. */
  public static Optional<EventType> of(String type) {
    return Optional.ofNullable(BY_NAME.get(shortName(type)));
  }

  /**
   * The name without prefix and version, such as {@code testsuiterun.finished}: what a reader tells
   * types apart by, and what the schema is called. Empty for what is no type of ours.
   */
  static String shortName(String type) {
    var parts = VERSIONED.matcher(type);
    return parts.matches() ? parts.group(1) : "";
  }

  public String shortName() {
    return shortName(type);
  }

  /** The CloudEvents type. */
  public String type() {
    return type;
  }

  public Class<? extends EventData> data() {
    return data;
  }
}
