package dev.verdict.contract.message;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.verdict.contract.api.Source;
import dev.verdict.contract.api.TaskConfig;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a coordinator tells one worker on {@link dev.verdict.contract.Topics#ASSIGNMENTS}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "order")
@JsonSubTypes({
  @JsonSubTypes.Type(value = WorkerOrder.Assign.class, name = "assign"),
  @JsonSubTypes.Type(value = WorkerOrder.Cancel.class, name = "cancel"),
  @JsonSubTypes.Type(value = WorkerOrder.Drain.class, name = "drain")
})
public sealed interface WorkerOrder {
  UUID workerId();

  /** Run these. One order may carry many, since all of them leave in one transaction. */
  record Assign(UUID workerId, List<Assignment> assignments) implements WorkerOrder {}

  /** Stop this attempt, its whole process tree, and report what there is. */
  record Cancel(UUID workerId, AttemptRef attempt, String reason) implements WorkerOrder {}

  /** Finish what you hold, take nothing more, then leave. */
  record Drain(UUID workerId) implements WorkerOrder {}

  /**
   * Everything a worker needs to run an attempt.
   *
   * @param type the task's type: {@code test}, {@code command}, …
   * @param tests identities of the tests to run, where it is not all of the files
   * @param timeoutSeconds after which the whole process tree is ended
   * @param traceparent W3C trace context of the run
   * @param pass goes with the evidence of this attempt: that it was given to this worker
   */
  record Assignment(
      AttemptRef attempt,
      String type,
      String name,
      @Nullable Source source,
      TaskConfig config,
      List<String> tests,
      List<String> files,
      Map<String, Object> parameters,
      int timeoutSeconds,
      @Nullable String traceparent,
      String pass) {
    public Assignment with(String signedPass) {
      return new Assignment(
          attempt,
          type,
          name,
          source,
          config,
          tests,
          files,
          parameters,
          timeoutSeconds,
          traceparent,
          signedPass);
    }
  }
}
