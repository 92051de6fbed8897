package dev.verdict.coordinator.inbound.webhook;

import dev.verdict.coordinator.domain.subscription.Cidr;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who sends a request, also where proxies stand before us. What a proxy that is ours says is
 * believed, from the last one back to the first that is not ours; what anybody wrote before that is
 * not.
 */
final class Senders {
  private static final String FORWARDED_FOR = "X-Forwarded-For";
  private static final int MOST_HOPS = 20;

  /** Only literals: a name would be looked up. */
  private static final Pattern LITERAL =
      Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  private final List<Cidr> ours;

  /**
   * @param ours the proxies that are
   */
  Senders(List<Cidr> ours) {
    this.ours = List.copyOf(ours);
  }

  String of(HttpServerRequest request) {
    SocketAddress address = request.remoteAddress();
    String peer = address == null ? "" : String.valueOf(address.hostAddress());
    return ours.isEmpty() ? peer : of(peer, request.headers().getAll(FORWARDED_FOR));
  }

  /**
   * @param forwarded the headers, in their order
   */
  String of(String peer, List<String> forwarded) {
    String[] hops = String.join(",", forwarded).split(",");
    String sender = peer;
    for (int i = hops.length - 1; i >= 0 && hops.length - i <= MOST_HOPS; i--) {
      InetAddress known = literal(sender);
      InetAddress before = literal(hops[i].strip());
      if (known == null || before == null || !isOurs(known)) {
        return sender;
      }
      sender = before.getHostAddress();
    }
    return sender;
  }

  private boolean isOurs(InetAddress address) {
    return ours.stream().anyMatch(block -> block.contains(address));
  }

  private static @Nullable InetAddress literal(String text) {
    try {
      return LITERAL.matcher(text).matches() ? InetAddress.getByName(text) : null;
    } catch (UnknownHostException e) {
      return null;
    }
  }
}
