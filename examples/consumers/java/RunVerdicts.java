import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloudevents.kafka.CloudEventDeserializer;
import java.util.*;
import org.apache.kafka.clients.consumer.*;
import org.apache.kafka.common.serialization.*;

/** Prints the verdict of every run that ends. Arguments: the brokers, and a group of your own. */
public class RunVerdicts {
  static final Map<String, Long> LATEST = new HashMap<>(); // Keep it in your database, with what you make of the events.
  public static void main(String[] args) {
    Map<String, Object> config = Map.of("bootstrap.servers", args[0], "group.id", args[1], "auto.offset.reset", "earliest");
    try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
      consumer.subscribe(List.of("verdict.events"));
      while (true) consumer.poll(java.time.Duration.ofSeconds(1)).forEach(RunVerdicts::take);
    }
  }
  static void take(ConsumerRecord<String, byte[]> record) {
    try (var cloudEvents = new CloudEventDeserializer()) {
      var event = cloudEvents.deserialize(record.topic(), record.headers(), record.value());
      if (!event.getType().startsWith("dev.cdevents.testsuiterun.finished.")) return; // Whatever its version; the rest passes.
      var verdict = new ObjectMapper().readTree(event.getData().toBytes()).at("/customData/verdict").asText();
      long sequence = Long.parseLong("" + event.getExtension("sequence"));
      if (sequence > LATEST.getOrDefault(record.key(), 0L)) System.out.println(record.key() + " " + verdict);
      LATEST.merge(record.key(), sequence, Math::max); // What is not later came before.
    } catch (Exception e) {
      System.err.println("passed over, not readable: " + e); // Throwing would hold up the partition.
    }
  }
}
