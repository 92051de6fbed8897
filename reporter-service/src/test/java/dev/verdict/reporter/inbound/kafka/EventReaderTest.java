package dev.verdict.reporter.inbound.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdict.contract.event.CloudEventCodec;
import dev.verdict.contract.event.EventData;
import dev.verdict.contract.event.RunEvent;
import dev.verdict.reporter.stream.PlausibleRun;
import dev.verdict.runtime.kafka.Received;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventReaderTest {
  private static final PlausibleRun RUN = PlausibleRun.finished("nightly", 5, 60).rerun(0, 2);

  private static Received received(Map<String, String> headers, byte[] value) {
    return new Received(
        "verdict.events", 0, 7, RUN.id().toString(), headers, value, java.time.Instant.EPOCH);
  }

  private static Received received(RunEvent event) {
    var encoded = CloudEventCodec.encode(event);
    return received(encoded.headers(), encoded.value());
  }

  private static RunEvent anyTest() {
    return RUN.events().stream()
        .filter(event -> event.data() instanceof EventData.TestFinished)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void readsWhatTheContractsCodecReads() {
    for (RunEvent event : RUN.events()) {
      var encoded = CloudEventCodec.encode(event);
      RunEvent expected = CloudEventCodec.decode(encoded.headers(), encoded.value()).orElseThrow();

      RunEvent read = EventReader.read(received(event)).orElseThrow();

      assertThat(read.data()).isEqualTo(expected.data());
      assertThat(read.id()).isEqualTo(expected.id());
      assertThat(read.type()).isEqualTo(expected.type());
      assertThat(read.time()).isEqualTo(expected.time());
    }
  }

  @Test
  void passesOverATypeThatItDoesNotKnow() {
    Map<String, String> headers = new HashMap<>(CloudEventCodec.encode(anyTest()).headers());
    headers.put("ce_type", "dev.cdevents.testcaserun.teleported.9.0.0");

    assertThat(EventReader.read(received(headers, new byte[] {1, 2, 3}))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "not json",
        "[]",
        "{}",
        "{\"customData\":7}",
        "{\"customData\":{\"task_id\":\"x\",\"test\":{}}}",
        "{\"customData\":{\"task_id\":\"00000000-0000-7000-8000-000000000000\",\"test\":{\"id\":\"a\"}}}",
        "{\"customData\":{\"task_id\":\"00000000-0000-7000-8000-000000000000\",\"test\":{\"id\":\"a\",\"name\":\"a\",\"verdict\":\"purple\"}}}",
        "{\"customData\":{\"attempt\":\"one\"}}",
        "{\"customData\":{\"task_id\":"
      })
  void refusesWhatIsNoEventOfATest(String value) {
    var headers = CloudEventCodec.encode(anyTest()).headers();

    assertThatThrownBy(
            () -> EventReader.read(received(headers, value.getBytes(StandardCharsets.UTF_8))))
        .isInstanceOfAny(IllegalArgumentException.class, IllegalStateException.class);
  }

  @Test
  void aCharacterThatTheDatabaseCannotKeepIsReplaced() {
    String json = "{\"a\":\"x\\u0000y\",\"b\":\"x\\\\u0000y\",\"c\":\"\\\\\\u0000\"}";

    byte[] clean = WithoutNul.clean(json.getBytes(StandardCharsets.UTF_8));

    assertThat(new String(clean, StandardCharsets.UTF_8))
        .isEqualTo("{\"a\":\"x\\ufffdy\",\"b\":\"x\\\\u0000y\",\"c\":\"\\\\\\ufffd\"}");
  }

  @Test
  void aNameWithSuchACharacterIsReadWithoutIt() {
    PlausibleRun odd = PlausibleRun.finished("a", 1, 1);
    RunEvent event =
        odd.events().stream()
            .filter(any -> any.data() instanceof EventData.TestFinished)
            .findFirst()
            .orElseThrow();
    var encoded = CloudEventCodec.encode(event);
    String json =
        new String(encoded.value(), StandardCharsets.UTF_8)
            .replace("TestBasket", "Test\\u0000Basket");

    RunEvent read =
        EventReader.read(received(encoded.headers(), json.getBytes(StandardCharsets.UTF_8)))
            .orElseThrow();

    assertThat(read.data())
        .isInstanceOfSatisfying(
            EventData.TestFinished.class,
            told -> assertThat(told.test().className()).isEqualTo("Test\ufffdBasket"));
  }

  @Test
  void whatNeedsNoCleaningIsNotCopied() {
    byte[] value = CloudEventCodec.encode(anyTest()).value();

    assertThat(WithoutNul.clean(value)).isSameAs(value);
  }
}
