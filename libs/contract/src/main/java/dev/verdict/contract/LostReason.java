package dev.verdict.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why nobody can account for something that was planned. The sentence is what a person reads. */
public enum LostReason {
  WORKER_LOST("the worker stopped answering and its lease ran out"),
  NO_WORKER("no registered worker can ever run it"),
  NO_REPORT("the run ended without leaving a report"),
  EMPTY_REPORT("the report holds no test"),
  BROKEN_REPORT("the report cannot be read to its end"),
  STALE_REPORT("the report was there before the run started"),
  NOT_REPORTED("it was planned, and the report does not mention it"),
  EMPTY_PLAN("nothing matched, so there was nothing to run"),
  SOURCE_UNAVAILABLE("the source could not be fetched"),
  RUNNER_UNAVAILABLE("the test runner could not be started"),
  RUN_DEADLINE("the run reached its time limit before this could run"),
  INCOMPLETE_RESULTS("some of the results of the attempt never arrived");

  private final String sentence;

  LostReason(String sentence) {
    this.sentence = sentence;
  }

  public String sentence() {
    return sentence;
  }

  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  @JsonCreator
  public static LostReason of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
