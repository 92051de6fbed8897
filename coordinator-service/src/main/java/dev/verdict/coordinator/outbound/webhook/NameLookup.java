package dev.verdict.coordinator.outbound.webhook;

import io.vertx.core.Future;
import java.net.InetAddress;
import java.util.List;

/** Names to addresses, asked once for each try: what was checked is what is connected to. */
@FunctionalInterface
public interface NameLookup {
  Future<List<InetAddress>> addresses(String name);
}
