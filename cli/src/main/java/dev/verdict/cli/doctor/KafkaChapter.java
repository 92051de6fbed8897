package dev.verdict.cli.doctor;

import dev.verdict.runtime.kafka.KafkaClients;
import dev.verdict.runtime.kafka.OurTopics;
import dev.verdict.runtime.kafka.TopicAdmin;
import dev.verdict.runtime.kafka.TopicSpec;
import dev.verdict.runtime.kafka.TopicState;
import dev.verdict.runtime.settings.KafkaSettings;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Whether the brokers answer, and our topics are as they have to be. */
final class KafkaChapter {
  private static final int SECONDS = 15;

  private KafkaChapter() {}

  static Chapter look(Vertx vertx, KafkaSettings settings) {
    String servers = settings.bootstrapServers();
    List<Finding> findings = new ArrayList<>();
    TopicAdmin topics = new KafkaClients(vertx, settings).topics();
    try {
      Spent spent = new Spent();
      int brokers = topics.brokers().await(SECONDS, TimeUnit.SECONDS);
      findings.add(Finding.well(servers + ": " + brokers + " brokers, " + spent));
      List<TopicSpec> wanted = OurTopics.all(OurTopics.PARTITIONS);
      Map<String, TopicState> there =
          topics
              .states(wanted.stream().map(TopicSpec::name).toList())
              .await(SECONDS, TimeUnit.SECONDS);
      wanted.forEach(topic -> findings.add(topic(topic, there.get(topic.name()))));
    } catch (TimeoutException late) {
      findings.add(away(servers, "no answer within " + SECONDS + " s"));
    } catch (RuntimeException failed) {
      findings.add(away(servers, String.valueOf(failed.getMessage())));
    }
    return Chapter.of("kafka", "Is Kafka as it should be?", findings);
  }

  private static Finding away(String servers, String why) {
    return Finding.wrong(
        servers + ": " + why,
        "check kafka.bootstrap_servers and kafka.properties.* (security protocol, certificates)");
  }

  private static Finding topic(TopicSpec wanted, @Nullable TopicState state) {
    if (state == null) {
      return Finding.wrong(
          wanted.name() + " is not there, or we may not see it",
          "start the coordinator, which makes it, or apply deploy/components/kafka-strimzi");
    }
    String text =
        "%s: %d partitions, kept %s"
            .formatted(wanted.name(), state.partitions(), days(state.retentionMillis()));
    boolean tooShort =
        state.retentionMillis() >= 0 && state.retentionMillis() < wanted.retention().toMillis();
    return tooShort
        ? Finding.note(
            text + ", which is shorter than the usual " + days(wanted.retention().toMillis()))
        : Finding.well(text);
  }

  private static String days(long millis) {
    return millis < 0 ? "for ever" : "%.1f days".formatted(millis / 86_400_000.0);
  }
}
