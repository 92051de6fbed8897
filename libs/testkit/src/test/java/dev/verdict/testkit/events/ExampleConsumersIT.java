package dev.verdict.testkit.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.verdict.testkit.backing.Backing;
import dev.verdict.testkit.backing.Kafka;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The consumers of {@code examples/consumers} as they stand there, against a real topic with
 * everything on it twice and unreadable records in between.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ExampleConsumersIT {
  private static final String TOPIC = "verdict.events";
  private static final Path EXAMPLES = Path.of("..", "..", "examples", "consumers");
  private static final Path NODE = Path.of("target", "node-consumer").toAbsolutePath();

  @RegisterExtension static final Kafka kafka = Backing.ownKafka();

  @BeforeAll
  static void send() throws Exception {
    kafka.createTopic(TOPIC, 3);
    List<EventRecord> all = new ArrayList<>(RecordedRuns.interleaved());
    all.addAll(2, Disturbance.UNREADABLE.apply(RecordedRuns.byKey()).subList(3, 7));
    all.addAll(Disturbance.HIGHER_VERSION.apply(RecordedRuns.byKey()));
    all.add(last());
    try (var producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      for (EventRecord record : all) {
        var sent = new ProducerRecord<>(TOPIC, record.key(), record.value());
        record
            .headers()
            .forEach(
                (name, value) -> sent.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        producer.send(sent).get(30, TimeUnit.SECONDS);
      }
    }
  }

  /** One more verdict of the first run, so that its reader can tell that everything has come. */
  private static EventRecord last() {
    EventRecord finish =
        RecordedRuns.byKey().get(0).stream()
            .filter(record -> record.type().contains("testsuiterun.finished"))
            .reduce((before, after) -> after)
            .orElseThrow();
    return finish
        .with("ce_sequence", "99")
        .with("ce_id", "last")
        .withValue(finish.text().replace("\"passed\"", "\"lost\""));
  }

  @Test
  void theOneInJavaIsCompiledAndRun() throws Exception {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    assertThat(
            verdicts(
                new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    classPath,
                    EXAMPLES.resolve("java/RunVerdicts.java").toString(),
                    kafka.bootstrapServers(),
                    "example-java")))
        .isEqualTo(expected());
  }

  @Test
  void theOneInJavaScriptIsRun() throws Exception {
    installOnce();
    var node = new ProcessBuilder("node", "consumer.js").directory(NODE.toFile());
    node.environment().put("KAFKA", kafka.bootstrapServers());
    node.environment().put("GROUP", "example-javascript");
    assertThat(verdicts(node)).isEqualTo(expected());
  }

  /** Each verdict once, in the order of its run. */
  private static Map<String, List<String>> expected() {
    var runs = RecordedRuns.byKey();
    return Map.of(
        runs.get(0).get(0).key(), List.of("failed", "passed", "lost"),
        runs.get(1).get(0).key(), List.of("cancelled"),
        runs.get(2).get(0).key(), List.of("passed"));
  }

  /** What it prints until all that is expected has come, and as much as comes with it. */
  private static Map<String, List<String>> verdicts(ProcessBuilder builder) throws IOException {
    Path errors = Files.createTempFile("consumer", ".err");
    Process process = builder.redirectError(errors.toFile()).start();
    Map<String, List<String>> verdicts = new java.util.HashMap<>();
    try (var lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      int wanted = expected().values().stream().mapToInt(List::size).sum();
      for (int i = 0; i < wanted; i++) {
        String line = lines.readLine();
        assertThat(line).as(Files.readString(errors)).isNotNull();
        String[] words = line.split("[ :]");
        verdicts.computeIfAbsent(words[0], run -> new ArrayList<>()).add(words[1]);
      }
      return verdicts;
    } finally {
      process.destroyForcibly();
      Files.delete(errors);
    }
  }

  private static void installOnce() throws Exception {
    assumeTrue(works("node", "--version"), "skipped: there is no node on the PATH");
    assumeTrue(works("npm", "--version"), "skipped: there is no npm on the PATH");
    Files.createDirectories(NODE);
    for (String file : List.of("package.json", "consumer.js")) {
      Files.copy(
          EXAMPLES.resolve("javascript").resolve(file),
          NODE.resolve(file),
          java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }
    if (!Files.exists(NODE.resolve("node_modules/cloudevents"))) {
      assumeTrue(
          works("npm", "install", "--no-audit", "--no-fund", "--fetch-retries=1"),
          "skipped: npm could not install kafkajs and cloudevents");
    }
  }

  private static boolean works(String... command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(Files.exists(NODE) ? NODE.toFile() : null)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(3, TimeUnit.MINUTES) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
