package dev.verdict.reporter.usecase.telling;

import dev.verdict.plugin.ci.Capabilities;
import dev.verdict.plugin.ci.Capability;
import dev.verdict.plugin.ci.CiProvider;
import dev.verdict.plugin.ci.ConfigurationError;
import dev.verdict.plugin.ci.Failure;
import dev.verdict.plugin.ci.Operation;
import dev.verdict.plugin.ci.Support;
import dev.verdict.reporter.domain.telling.Said;
import dev.verdict.reporter.domain.telling.Surface;
import dev.verdict.reporter.domain.telling.Telling;
import io.vertx.core.Future;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Tells one run at one place: looks how the run stands now, and says that, unless it stands there
 * already.
 */
public final class TellOne {
  private final RunStories stories;
  private final CiSystems systems;
  private final SayTestRun sayTestRun;
  private final SayStatus sayStatus;
  private final SayComment sayComment;

  public TellOne(
      RunStories stories,
      CiSystems systems,
      SayTestRun sayTestRun,
      SayStatus sayStatus,
      SayComment sayComment) {
    this.stories = stories;
    this.systems = systems;
    this.sayTestRun = sayTestRun;
    this.sayStatus = sayStatus;
    this.sayComment = sayComment;
  }

  /**
   * What came of it.
   *
   * @param said what stands there now; null when nothing does
   * @param anew whether a call said it just now
   */
  public record Outcome(
      @Nullable Said said, boolean anew, @Nullable String remoteId, @Nullable URI url) {
    /** Nothing had to be said. */
    static Outcome asBefore(Telling telling) {
      return new Outcome(telling.said(), false, null, null);
    }
  }

  /** Fails with what the provider failed with. */
  public Future<Outcome> tell(Telling telling) {
    CiProvider provider;
    try {
      provider = systems.of(operation(telling), telling.provider(), telling.repository());
    } catch (RuntimeException nobody) {
      return Future.failedFuture(nobody);
    }
    Capabilities capabilities = provider.capabilities();
    if (capabilities.of(capability(telling)) instanceof Support.Absent absent) {
      return Future.failedFuture(
          new ConfigurationError(
              Failure.of(
                  telling.provider(),
                  operation(telling),
                  absent.reason(),
                  "leave it out of reporting.surfaces to hear no more of it")));
    }
    if (isToldByTheStatus(capabilities, telling)) {
      return Future.succeededFuture(Outcome.asBefore(telling));
    }
    return stories
        .of(telling.runId())
        .compose(
            found ->
                found
                    .map(story -> say(provider, telling, story))
                    .orElseGet(() -> Future.succeededFuture(Outcome.asBefore(telling))));
  }

  private Future<Outcome> say(CiProvider provider, Telling telling, Story story) {
    return switch (telling.surface()) {
      case TEST_RUN -> sayTestRun.say(provider, telling, story);
      case BUILD_STATUS -> sayStatus.say(provider, telling, story);
      case PR_COMMENT -> sayComment.say(provider, telling, story);
    };
  }

  /**
   * Where a test run is but a status of the commit, the status says it, and two of them would say
   * it twice.
   */
  private static boolean isToldByTheStatus(Capabilities capabilities, Telling telling) {
    return telling.surface() == Surface.TEST_RUN
        && capabilities.of(Capability.TEST_RUN) instanceof Support.Fallback
        && capabilities.of(Capability.BUILD_STATUS) instanceof Support.Native;
  }

  private static Capability capability(Telling telling) {
    return switch (telling.surface()) {
      case TEST_RUN -> Capability.TEST_RUN;
      case BUILD_STATUS -> Capability.BUILD_STATUS;
      case PR_COMMENT -> Capability.PR_COMMENT;
    };
  }

  private static Operation operation(Telling telling) {
    return switch (telling.surface()) {
      case TEST_RUN ->
          telling.remoteId() == null ? Operation.CREATE_TEST_RUN : Operation.UPDATE_TEST_RUN;
      case BUILD_STATUS -> Operation.SET_BUILD_STATUS;
      case PR_COMMENT -> Operation.ADD_PR_COMMENT;
    };
  }
}
