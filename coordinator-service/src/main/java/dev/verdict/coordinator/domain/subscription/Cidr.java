package dev.verdict.coordinator.domain.subscription;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** A block of addresses, as 10.0.0.0/8 or fd00::/8; an address alone is a block of one. */
public record Cidr(InetAddress network, int bits) {
  private static final Pattern LITERAL =
      Pattern.compile("[0-9.]{7,15}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  /**
   * @throws IllegalArgumentException if it is none
   */
  public static Cidr of(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    // Only literals: a name would be looked up.
    if (!LITERAL.matcher(address).matches() || (address.indexOf(':') < 0 && dots(address) != 3)) {
      throw notOne(text);
    }
    try {
      InetAddress network = InetAddress.getByName(address);
      int most = network.getAddress().length * 8;
      int bits = slash < 0 ? most : Integer.parseInt(text.substring(slash + 1));
      if (bits < 0 || bits > most) {
        throw notOne(text);
      }
      return new Cidr(network, bits);
    } catch (UnknownHostException | NumberFormatException e) {
      throw notOne(text);
    }
  }

  private static long dots(String address) {
    return address.chars().filter(c -> c == '.').count();
  }

  private static IllegalArgumentException notOne(String text) {
    return new IllegalArgumentException(text + " (expected: a block as 10.0.0.0/8 or fd00::/8)");
  }

  public boolean contains(InetAddress address) {
    byte[] ours = network.getAddress();
    byte[] theirs = address.getAddress();
    if (ours.length != theirs.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> (bit % 8);
      if ((ours[bit / 8] & mask) != (theirs[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }
}
