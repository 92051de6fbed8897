package dev.verdict.worker.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.RepeatedTest;

class KafkaOrdersTest {
  @RepeatedTest(20)
  void the_partition_is_the_one_that_a_producer_chooses() {
    UUID worker = UUID.randomUUID();
    byte[] key = worker.toString().getBytes(StandardCharsets.UTF_8);
    assertThat(KafkaOrders.partitionOf(worker, 12))
        .isEqualTo(BuiltInPartitioner.partitionForKey(key, 12));
  }
}
