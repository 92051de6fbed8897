package dev.verdict.testkit.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.CloudEvent;
import io.cloudevents.SpecVersion;
import io.cloudevents.kafka.CloudEventDeserializer;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a reader makes of our records that shares no code with us: the CloudEvents SDK. */
class CloudEventsReaderTest {
  static List<EventRecord> records() {
    return RecordedRuns.oneAfterTheOther();
  }

  @ParameterizedTest
  @MethodSource("records")
  void theSdkOfCloudEventsReadsWhatWeWrote(EventRecord record) {
    CloudEvent event = read(record);

    assertThat(event.getSpecVersion()).isEqualTo(SpecVersion.V1);
    assertThat(event.getId()).isEqualTo(record.header("ce_id").orElseThrow());
    assertThat(event.getType()).isEqualTo(record.type());
    assertThat(event.getSource()).hasToString("/verdict/coordinator");
    assertThat(event.getSubject()).isEqualTo(record.header("ce_subject").orElseThrow());
    assertThat(event.getTime()).isEqualTo(OffsetDateTime.parse(record.headers().get("ce_time")));
    assertThat(event.getDataContentType()).isEqualTo("application/json");
    assertThat(event.getDataSchema()).hasScheme("https");
    assertThat(event.getExtension("partitionkey")).isEqualTo(record.key());
    assertThat(event.getData().toBytes()).isEqualTo(record.value());
    if (!record.type().matches(".*verdict-(worker|subscription).*")) {
      assertThat(Long.parseLong((String) event.getExtension("sequence"))).isPositive();
      assertThat((String) event.getExtension("traceparent")).startsWith("00-4bf92f35");
    }
  }

  private static CloudEvent read(EventRecord record) {
    var headers = new RecordHeaders();
    record
        .headers()
        .forEach((name, value) -> headers.add(name, value.getBytes(StandardCharsets.UTF_8)));
    try (var deserializer = new CloudEventDeserializer()) {
      return deserializer.deserialize("verdict.events", headers, record.value());
    }
  }
}
