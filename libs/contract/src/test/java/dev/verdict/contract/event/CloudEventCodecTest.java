package dev.verdict.contract.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CloudEventCodecTest {
  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00.123456Z");
  private static final RunEvent EVENT =
      new RunEvent(
          new UUID(1, 2),
          7,
          EventType.RUN_STARTED,
          "a\nb ü",
          NOW,
          new EventData.RunStarted(NOW),
          TraceParent.fresh().value());

  @Test
  void whatIsReadIsWhatWasWritten() {
    var encoded = CloudEventCodec.encode(EVENT);
    assertThat(CloudEventCodec.decode(encoded.headers(), encoded.value())).contains(EVENT);
  }

  @Test
  void aHigherVersionOfATypeIsRead() {
    var encoded = CloudEventCodec.encode(EVENT);
    Map<String, String> headers = new HashMap<>(encoded.headers());
    headers.put("ce_type", "dev.cdevents.testsuiterun.started.1.20.3");
    assertThat(CloudEventCodec.decode(headers, encoded.value())).contains(EVENT);
    headers.put("ce_type", "dev.cdevents.testsuiterun.started");
    assertThat(CloudEventCodec.decode(headers, encoded.value())).isEmpty();
  }

  @Test
  void anAttributeHasNoControlCharactersAndTheBodyHasAll() {
    var encoded = CloudEventCodec.encode(EVENT);
    assertThat(encoded.headers()).containsEntry("ce_subject", "a_b ü");
    assertThat(new String(encoded.value(), StandardCharsets.UTF_8)).contains("\"a\\nb ü\"");
  }

  @Test
  void linksAreThereWhereTheAddressIsKnown() {
    var address = PublicAddress.of(java.net.URI.create("https://v.example/"));
    assertThat(CloudEventCodec.encode(EVENT, address).headers())
        .containsEntry(
            "ce_dataschema", "https://v.example/schemas/events/testsuiterun.started.json");
    assertThat(CloudEventCodec.encode(EVENT).headers()).doesNotContainKey("ce_dataschema");
  }

  @Test
  void whatIsNoEventIsRefusedByName() {
    var headers = CloudEventCodec.encode(EVENT).headers();
    for (String value : new String[] {"", "[]", "{}", "{\"customData\":7}"}) {
      assertThatThrownBy(
              () -> CloudEventCodec.decode(headers, value.getBytes(StandardCharsets.UTF_8)))
          .hasMessageContaining("customData");
    }
  }
}
