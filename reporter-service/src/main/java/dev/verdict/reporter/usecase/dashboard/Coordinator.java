package dev.verdict.reporter.usecase.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import java.util.Map;

/**
 * What only the coordinator knows: workers, what waits and why, deliveries. It is asked in the name
 * of whoever looks, so nobody sees here what the coordinator would not tell him.
 */
public interface Coordinator {

  /** What came of a question. */
  sealed interface Answer {
    record Told(JsonNode body) implements Answer {}

    /** It says no: there is no such thing, or this visitor may not see it. */
    record Refused(int status, String why) implements Answer {}

    /** It does not answer, or not in time. */
    record Silent(String why) implements Answer {}
  }

  /**
   * Never fails.
   *
   * @param visitor the headers that say who looks
   * @param origin where this system is reached from this machine, should no setting say where the
   *     coordinator is
   */
  Future<Answer> ask(String path, Map<String, String> visitor, String origin);
}
