package dev.verdict.coordinator.inbound.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.coordinator.domain.subscription.Cidr;
import java.util.List;
import org.junit.jupiter.api.Test;

class SendersTest {
  private final Senders senders = new Senders(List.of(Cidr.of("10.0.0.0/8"), Cidr.of("fd00::/8")));

  @Test
  void whoIsNoProxyOfOursIsTheSenderWhateverHeSays() {
    assertThat(senders.of("192.0.2.1", List.of("198.51.100.7"))).isEqualTo("192.0.2.1");
  }

  @Test
  void whatOurProxiesSayIsBelievedUpToTheFirstThatIsNotOurs() {
    assertThat(senders.of("10.0.0.1", List.of("198.51.100.7"))).isEqualTo("198.51.100.7");
    assertThat(senders.of("10.0.0.1", List.of("203.0.113.9, 198.51.100.7, 10.0.0.2")))
        .isEqualTo("198.51.100.7");
    assertThat(senders.of("10.0.0.1", List.of("203.0.113.9", "198.51.100.7")))
        .isEqualTo("198.51.100.7");
    assertThat(senders.of("fd00:0:0:0:0:0:0:1", List.of("2001:db8::1")))
        .isEqualTo("2001:db8:0:0:0:0:0:1");
  }

  @Test
  void whatIsNoAddressIsNotFollowed() {
    assertThat(senders.of("10.0.0.1", List.of())).isEqualTo("10.0.0.1");
    assertThat(senders.of("10.0.0.1", List.of("localhost"))).isEqualTo("10.0.0.1");
    assertThat(senders.of("10.0.0.1", List.of("198.51.100.7, unknown"))).isEqualTo("10.0.0.1");
    assertThat(senders.of("", List.of("198.51.100.7"))).isEmpty();
  }
}
