package dev.verdict.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.common.utils.Exit;
import org.junit.jupiter.api.Test;

class KafkaFaultsTest {

  @Test
  void kafkaDoesNotEndOurProcess() {
    KafkaFaults.keepProcessAlive();

    assertThatThrownBy(() -> Exit.halt(1)).hasMessageContaining("gave up with status 1");
    assertThatThrownBy(() -> Exit.exit(2, "why")).hasMessageContaining("status 2: why");
  }

  @Test
  void theFirstFatalFaultIsKept() {
    var faults = new KafkaFaults();
    faults.build("snapshots", false, () -> {}).handleFault("small", new Exception());
    assertThat(faults.first()).isNull();

    faults.build("controller", true, () -> {}).handleFault("great", new Exception());
    faults.build("raft", true, () -> {}).handleFault("later", new Exception());

    assertThat(faults.first()).hasMessage("Kafka, controller: great");
  }
}
