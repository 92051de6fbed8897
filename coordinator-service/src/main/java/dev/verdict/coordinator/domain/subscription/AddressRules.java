package dev.verdict.coordinator.domain.subscription;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses something may be sent to: those of the public internet, and what a setting allows
 * besides. An IPv4 address that is hidden in an IPv6 one is looked at as what it is.
 */
public final class AddressRules {
  private static final List<Cidr> NOT_PUBLIC =
      blocks(
          "0.0.0.0/8", // this host
          "10.0.0.0/8", // private
          "100.64.0.0/10", // carrier-grade NAT
          "127.0.0.0/8", // loopback
          "169.254.0.0/16", // link-local, and the metadata of clouds
          "172.16.0.0/12", // private
          "192.0.0.0/24", // protocol assignments
          "192.0.2.0/24", // documentation
          "192.88.99.0/24", // 6to4 relays
          "192.168.0.0/16", // private
          "198.18.0.0/15", // benchmarks
          "198.51.100.0/24", // documentation
          "203.0.113.0/24", // documentation
          "224.0.0.0/4", // multicast
          "240.0.0.0/4", // reserved, broadcast
          "2001::/23", // Teredo and other protocols
          "2001:db8::/32", // documentation
          "2002::/16", // 6to4: an IPv4 address inside
          "3fff::/20"); // documentation
  // All other IPv6 is loopback, unique local, link-local, multicast or not given out.
  private static final Cidr GLOBAL_UNICAST = Cidr.of("2000::/3");
  private static final Cidr NAT64 = Cidr.of("64:ff9b::/96");
  private static final Cidr COMPATIBLE = Cidr.of("::/96");
  private static final int MAPPED_MARK = 10;

  private final List<Cidr> allowed;

  /**
   * @param allowed blocks beside the public internet
   */
  public AddressRules(List<Cidr> allowed) {
    this.allowed = List.copyOf(allowed);
  }

  private static List<Cidr> blocks(String... blocks) {
    return Stream.of(blocks).map(Cidr::of).toList();
  }

  public boolean permits(InetAddress address) {
    InetAddress real = unwrapped(address);
    if (allowed.stream().anyMatch(block -> block.contains(real) || block.contains(address))) {
      return true;
    }
    boolean reachable = real instanceof Inet4Address || GLOBAL_UNICAST.contains(real);
    return reachable && NOT_PUBLIC.stream().noneMatch(block -> block.contains(real));
  }

  /** The IPv4 address in one that is mapped, compatible or translated. */
  private static InetAddress unwrapped(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (bytes.length != 16) {
      return address;
    }
    if (NAT64.contains(address) || COMPATIBLE.contains(address) || isMapped(bytes)) {
      try {
        return InetAddress.getByAddress(Arrays.copyOfRange(bytes, 12, 16));
      } catch (UnknownHostException e) {
        throw new IllegalStateException("four bytes are an address", e);
      }
    }
    return address;
  }

  private static boolean isMapped(byte[] bytes) {
    for (int i = 0; i < MAPPED_MARK; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return bytes[10] == (byte) 0xff && bytes[11] == (byte) 0xff;
  }
}
