package dev.verdict.worker.outbound;

import dev.verdict.contract.Json;
import dev.verdict.contract.Topics;
import dev.verdict.contract.message.AttemptNews;
import dev.verdict.contract.message.LogChunk;
import dev.verdict.runtime.kafka.Message;
import dev.verdict.runtime.kafka.Publisher;
import dev.verdict.worker.usecase.News;
import dev.verdict.worker.usecase.Session;
import dev.verdict.worker.usecase.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** News and logs over Kafka, keyed by run, signed with the worker's token. */
public final class KafkaNews implements News {
  /** The producer gives up after 30 s; this is for the case that it does not. */
  private static final Duration WITHIN = Duration.ofSeconds(45);

  private final Publisher publisher;

  public KafkaNews(Publisher publisher) {
    this.publisher = publisher;
  }

  @Override
  public void tell(Session session, AttemptNews news) throws IOException, InterruptedException {
    String type =
        switch (news) {
          case AttemptNews.Started started -> "started";
          case AttemptNews.Tests tests -> "tests";
          case AttemptNews.Finished finished -> "finished";
        };
    Map<String, String> headers =
        Map.of(Topics.TYPE_HEADER, type, Topics.TOKEN_HEADER, session.token());
    send(Topics.ATTEMPTS, news.attempt().runId().toString(), headers, Json.bytes(news));
  }

  @Override
  public void log(Session session, String pass, LogChunk chunk, byte[] bytes)
      throws IOException, InterruptedException {
    Map<String, String> headers =
        Map.of(
            Topics.TYPE_HEADER,
            "log",
            Topics.TOKEN_HEADER,
            session.token(),
            Topics.PASS_HEADER,
            pass,
            LogChunk.HEADER,
            Json.text(chunk));
    send(Topics.LOGS, chunk.attempt().runId().toString(), headers, bytes);
  }

  private void send(String topic, String key, Map<String, String> headers, byte[] value)
      throws IOException, InterruptedException {
    Waiting.on(publisher.send(new Message(topic, key, headers, value)), WITHIN);
  }
}
