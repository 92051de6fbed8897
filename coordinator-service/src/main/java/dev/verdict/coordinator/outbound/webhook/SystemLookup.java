package dev.verdict.coordinator.outbound.webhook;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * As the machine finds names, with its hosts file and search domains. It blocks, so it has a few
 * threads of its own; many who ask for one name wait for one answer.
 */
public final class SystemLookup implements NameLookup {
  private static final int THREADS = 8;

  private final WorkerExecutor threads;
  private final Map<String, Future<List<InetAddress>>> underWay = new ConcurrentHashMap<>();

  public SystemLookup(Vertx vertx) {
    this.threads = vertx.createSharedWorkerExecutor("verdict-names", THREADS);
  }

  @Override
  public Future<List<InetAddress>> addresses(String name) {
    Promise<List<InetAddress>> asked = Promise.promise();
    Future<List<InetAddress>> before = underWay.putIfAbsent(name, asked.future());
    if (before != null) {
      return before;
    }
    threads
        .executeBlocking(() -> List.of(InetAddress.getAllByName(name)), false)
        .onComplete(
            done -> {
              underWay.remove(name);
              asked.handle(done);
            });
    return asked.future();
  }

  public Future<Void> close() {
    return threads.close();
  }
}
