package dev.verdict.artifacts;

import dev.verdict.contract.Ids;
import dev.verdict.contract.Json;
import dev.verdict.contract.TaskStatus;
import dev.verdict.contract.Topics;
import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.Counts;
import dev.verdict.contract.event.CloudEventCodec;
import dev.verdict.contract.event.EventData;
import dev.verdict.contract.event.EventType;
import dev.verdict.contract.event.RunEvent;
import dev.verdict.contract.message.AttemptRef;
import dev.verdict.contract.message.LogChunk;
import dev.verdict.runtime.kafka.Message;
import dev.verdict.runtime.kafka.Publisher;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Sends what a worker and the coordinator would send of one attempt. */
final class AttemptWriter {
  final UUID worker = Ids.next();
  final AttemptRef attempt;
  private Publisher publisher;
  final String token;
  final String pass;
  private long sequence = 1;

  AttemptWriter(ServiceUnderTest service, Publisher publisher, UUID run) {
    this.publisher = publisher;
    this.token = service.worker(worker);
    this.attempt = new AttemptRef(run, Ids.next(), 1);
    this.pass = service.pass(worker, attempt);
  }

  AttemptWriter with(Publisher another) {
    publisher = another;
    return this;
  }

  String log() {
    return "/api/v1/artifacts/logs/" + attempt.taskId() + "/" + attempt.attempt();
  }

  /** The part of {@code whole} from one place to another, as a piece. */
  void piece(byte[] whole, int from, int to) {
    piece(from, Arrays.copyOfRange(whole, from, to), to == whole.length);
  }

  void piece(long offset, byte[] bytes, boolean last) {
    send(offset, bytes, last, token);
  }

  void send(long offset, byte[] bytes, boolean last, String signedWith) {
    send(offset, bytes, last, signedWith, pass);
  }

  void send(long offset, byte[] bytes, boolean last, String signedWith, String givenBy) {
    LogChunk chunk = new LogChunk(attempt, worker, offset, last);
    Map<String, String> headers =
        Map.of(
            LogChunk.HEADER,
            Json.text(chunk),
            Topics.TOKEN_HEADER,
            signedWith,
            Topics.PASS_HEADER,
            givenBy,
            Topics.TYPE_HEADER,
            "log");
    ServiceUnderTest.await(
        publisher.send(new Message(Topics.LOGS, attempt.runId().toString(), headers, bytes)));
  }

  void poison() {
    ServiceUnderTest.await(
        publisher.send(
            new Message(
                Topics.LOGS,
                attempt.runId().toString(),
                Map.of(LogChunk.HEADER, "{\"offset\":-1"),
                Bytes.of("poison"))));
  }

  void queued(String name) {
    event(
        EventType.TASK_QUEUED,
        new EventData.TaskQueued(attempt.taskId(), name, "test", 0, List.of(), 1, Map.of()));
  }

  void finished() {
    event(
        EventType.TASK_FINISHED,
        new EventData.TaskFinished(
            attempt.taskId(),
            attempt.attempt(),
            true,
            TaskStatus.LOST,
            Verdict.LOST,
            "the worker stopped answering",
            null,
            null,
            null,
            Counts.NONE,
            Map.of(),
            null,
            Instant.now(),
            1.0));
  }

  private void event(EventType type, EventData data) {
    CloudEventCodec.Encoded encoded =
        CloudEventCodec.encode(
            new RunEvent(
                attempt.runId(),
                sequence++,
                type,
                attempt.taskId().toString(),
                Instant.now(),
                data));
    ServiceUnderTest.await(
        publisher.send(
            new Message(
                Topics.EVENTS, attempt.runId().toString(), encoded.headers(), encoded.value())));
  }
}
