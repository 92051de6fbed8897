package dev.verdict.artifacts.outbound.kafka;

import dev.verdict.artifacts.usecase.Announcements;
import dev.verdict.contract.Json;
import dev.verdict.contract.Topics;
import dev.verdict.contract.message.RunArtifacts;
import dev.verdict.runtime.kafka.Message;
import dev.verdict.runtime.kafka.Publisher;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;

/** {@link Announcements} on {@link Topics#ARTIFACTS}. */
public final class KafkaAnnouncements implements Announcements {
  /** What a broker takes of one record is a megabyte, and the public event says a little more. */
  static final int MOST_BYTES = 512 * 1024;

  private final Publisher publisher;

  public KafkaAnnouncements(Publisher publisher) {
    this.publisher = publisher;
  }

  @Override
  public Future<Void> tell(RunArtifacts found) {
    return publisher.send(
        new Message(
            Topics.ARTIFACTS,
            found.runId().toString(),
            Map.of(Topics.TYPE_HEADER, "run_artifacts"),
            bounded(found)));
  }

  /** Of too much only the beginning, and that it is not all. */
  static byte[] bounded(RunArtifacts found) {
    RunArtifacts said = found;
    byte[] bytes = Json.bytes(said);
    while (bytes.length > MOST_BYTES) {
      List<RunArtifacts.Link> some = said.links().subList(0, said.links().size() / 2);
      said =
          new RunArtifacts(
              said.runId(), said.finish(), said.resolvedAt(), false, some, said.sources());
      bytes = Json.bytes(said);
    }
    return bytes;
  }
}
