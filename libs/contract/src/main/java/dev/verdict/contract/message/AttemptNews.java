package dev.verdict.contract.message;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.verdict.contract.LostReason;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a worker tells of an attempt on {@link dev.verdict.contract.Topics#ATTEMPTS}, in this order:
 * {@link Started}, any number of {@link Tests}, {@link Finished}. Times are the worker's clock, for
 * people; no decision rests on them.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "news")
@JsonSubTypes({
  @JsonSubTypes.Type(value = AttemptNews.Started.class, name = "started"),
  @JsonSubTypes.Type(value = AttemptNews.Tests.class, name = "tests"),
  @JsonSubTypes.Type(value = AttemptNews.Finished.class, name = "finished")
})
public sealed interface AttemptNews {
  AttemptRef attempt();

  UUID workerId();

  /** The test process runs. */
  record Started(AttemptRef attempt, UUID workerId, Instant at) implements AttemptNews {}

  /**
   * Some results; at most {@link #MOST_TESTS} and about half a megabyte, so that one record of
   * Kafka holds them.
   *
   * @param part counts from 0 without gaps within the attempt
   */
  record Tests(AttemptRef attempt, UUID workerId, int part, List<TestOutcome> tests)
      implements AttemptNews {
    public static final int MOST_TESTS = 500;
  }

  /**
   * The process has ended and everything is told.
   *
   * @param end how it ended
   * @param exitCode of the process, where it ran
   * @param message one line on what went wrong, where something did
   * @param lostReason why the results cannot be accounted for, where that is so
   * @param parts how many {@link Tests} came before
   * @param report what was found in the report files
   * @param artifacts what was kept
   * @param metrics name to value, such as {@code execution_time} in seconds
   */
  record Finished(
      AttemptRef attempt,
      UUID workerId,
      End end,
      @Nullable Integer exitCode,
      @Nullable String message,
      @Nullable LostReason lostReason,
      int parts,
      Report report,
      List<Artifact> artifacts,
      Map<String, Double> metrics,
      Instant startedAt,
      Instant finishedAt)
      implements AttemptNews {}

  /** How an attempt ended. */
  enum End {
    /**
     * The process ended by itself, with whatever exit code, and the runner calls that code a
     * result.
     */
    EXITED,
    /** The process ended with a code that the runner does not call a result, or by a signal. */
    BROKE,
    /** The time was up; the tree was ended. */
    TIMEOUT,
    /** Somebody cancelled; the tree was ended. */
    CANCELLED,
    /** It never started: no source, no runner. */
    NOT_STARTED,
    /** The worker stops and gives it back untouched. */
    GIVEN_BACK;

    @JsonValue
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static End of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  /**
   * What the report files said about themselves.
   *
   * @param files how many were read
   * @param tests how many tests they held
   * @param expected whether this kind of task must leave a report
   * @param problems errors that make the report untrustworthy, each with file and position
   */
  record Report(int files, int tests, boolean expected, List<String> problems) {
    public static final Report NONE_EXPECTED = new Report(0, 0, false, List.of());
  }

  /**
   * A kept file.
   *
   * @param id of the artifact service, for the permalink {@code /a/{id}}; absent when the upload
   *     failed
   * @param type such as {@code log}, {@code report}, {@code result}, {@code metrics}
   * @param problem why it could not be kept whole
   */
  record Artifact(
      @Nullable String id,
      String name,
      String path,
      long sizeBytes,
      String type,
      @Nullable String sha256,
      @Nullable String problem) {}
}
