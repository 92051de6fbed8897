package dev.verdict.contract.event;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Every kind of public event. A run is a {@code testsuiterun}, a test is a {@code testcaserun}; a
 * task has no counterpart in CDEvents, so it is a custom event ({@code cdeventsx}), as the
 * specification provides for.
 */
public enum EventType {
  RUN_QUEUED("dev.cdevents.testsuiterun.queued.0.2.0", "testSuiteRun", EventData.RunQueued.class),
  RUN_STARTED(
      "dev.cdevents.testsuiterun.started.0.2.0", "testSuiteRun", EventData.RunStarted.class),
  RUN_FINISHED(
      "dev.cdevents.testsuiterun.finished.0.2.0", "testSuiteRun", EventData.RunFinished.class),
  RUN_REOPENED(
      "dev.cdeventsx.verdict-run.reopened.0.1.0", "verdict-run", EventData.RunReopened.class),
  TASK_QUEUED(
      "dev.cdeventsx.verdict-task.queued.0.1.0", "verdict-task", EventData.TaskQueued.class),
  TASK_STARTED(
      "dev.cdeventsx.verdict-task.started.0.1.0", "verdict-task", EventData.TaskStarted.class),
  TASK_FINISHED(
      "dev.cdeventsx.verdict-task.finished.0.1.0", "verdict-task", EventData.TaskFinished.class),
  TEST_FINISHED(
      "dev.cdevents.testcaserun.finished.0.2.0", "testCaseRun", EventData.TestFinished.class),
  TEST_SKIPPED(
      "dev.cdevents.testcaserun.skipped.0.1.0", "testCaseRun", EventData.TestFinished.class),
  OUTPUT_PUBLISHED(
      "dev.cdevents.testoutput.published.0.2.0", "testOutput", EventData.OutputPublished.class),
  ARTIFACTS_RESOLVED(
      "dev.cdeventsx.verdict-artifacts.resolved.0.1.0",
      "verdict-artifacts",
      EventData.ArtifactsResolved.class);

  private static final Map<String, EventType> BY_NAME =
      Arrays.stream(values()).collect(Collectors.toMap(EventType::type, Function.identity()));

  private final String type;
  private final String subjectType;
  private final Class<? extends EventData> data;

  EventType(String type, String subjectType, Class<? extends EventData> data) {
    this.type = type;
    this.subjectType = subjectType;
    this.data = data;
  }

  public static Optional<EventType> of(String type) {
    return Optional.ofNullable(BY_NAME.get(type));
  }

  /** The CloudEvents type. */
  public String type() {
    return type;
  }

  public String subjectType() {
    return subjectType;
  }

  public Class<? extends EventData> data() {
    return data;
  }
}
