package dev.verdict.coordinator.domain.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRulesTest {
  private static final AddressRules STRICT = new AddressRules(List.of());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.255.255.254",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "169.254.169.254",
        "169.254.0.1",
        "100.64.0.1",
        "100.127.255.255",
        "192.0.0.8",
        "192.0.2.1",
        "192.88.99.1",
        "198.18.0.1",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:169.254.169.254",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::1",
        "fe80::1",
        "fec0::1",
        "fc00::1",
        "fd00:ec2::254",
        "ff02::1",
        "2001::1",
        "2001:db8::1",
        "2002:7f00:1::1",
        "3fff::1",
        "100::1",
        "4000::1"
      })
  void whatIsNotPublicIsRefused(String address) throws Exception {
    assertThat(STRICT.permits(InetAddress.getByName(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "8.8.8.8",
        "1.1.1.1",
        "172.15.255.255",
        "172.32.0.1",
        "100.63.255.255",
        "100.128.0.1",
        "192.169.0.1",
        "223.255.255.255",
        "2606:4700::1111",
        "2a00:1450:4001::1",
        "64:ff9b::808:808",
        "::ffff:8.8.8.8"
      })
  void whatIsPublicIsPermitted(String address) throws Exception {
    assertThat(STRICT.permits(InetAddress.getByName(address))).isTrue();
  }

  @Test
  void aSettingAllowsMoreAndNoMore() throws Exception {
    var rules = new AddressRules(List.of(Cidr.of("10.20.0.0/16"), Cidr.of("fd00:1::/32")));
    assertThat(rules.permits(InetAddress.getByName("10.20.30.40"))).isTrue();
    assertThat(rules.permits(InetAddress.getByName("::ffff:10.20.30.40"))).isTrue();
    assertThat(rules.permits(InetAddress.getByName("fd00:1::5"))).isTrue();
    assertThat(rules.permits(InetAddress.getByName("10.21.0.1"))).isFalse();
    assertThat(rules.permits(InetAddress.getByName("fd00:2::5"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "10",
        "10.0.0",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0.0/x",
        "::/129",
        "host/8"
      })
  void whatIsNoBlockIsRefusedWithoutAskingForNames(String text) {
    assertThatThrownBy(() -> Cidr.of(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
