package dev.verdict.contract.api;

import dev.verdict.contract.message.AttemptRef;
import dev.verdict.contract.message.WorkerOrder;
import java.util.List;

/**
 * The answer repairs what got lost between the two.
 *
 * @param token a fresh one
 * @param stop attempts that the worker holds and must not: cancelled, or not its own any more
 * @param missed attempts that the worker should hold and did not name, older than one heartbeat
 * @param drain whether to take nothing more and leave
 */
public record HeartbeatReply(
    String token,
    int tokenSeconds,
    List<AttemptRef> stop,
    List<WorkerOrder.Assignment> missed,
    boolean drain) {}
