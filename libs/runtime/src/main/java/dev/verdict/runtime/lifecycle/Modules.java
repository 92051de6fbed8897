package dev.verdict.runtime.lifecycle;

import dev.verdict.runtime.http.HealthChecks;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Several modules as one: started together, stopped in reverse order, each within its time. */
public final class Modules {
  private static final Logger log = LoggerFactory.getLogger(Modules.class);

  private final List<ServiceModule> modules;
  private final Duration eachStopsWithin;

  public Modules(List<ServiceModule> modules, Duration eachStopsWithin) {
    this.modules = List.copyOf(modules);
    this.eachStopsWithin = eachStopsWithin;
  }

  /** Either all are started, or those that were are stopped again and the first failure is told. */
  public Future<List<Router>> start() {
    List<Future<Router>> starting = modules.stream().map(Modules::start).toList();
    return Future.join(starting)
        .map(all -> starting.stream().map(Future::result).toList())
        .recover(failure -> stop().transform(stopped -> Future.failedFuture(failure)));
  }

  /** The parts of all; with the module's name before them where there are several modules. */
  public HealthChecks health() {
    HealthChecks all = new HealthChecks();
    for (ServiceModule module : modules) {
      all.include(modules.size() == 1 ? "" : module.name(), module.health());
    }
    return all;
  }

  /**
   * One after the other from the last to the first. One that fails or hangs does not keep the rest.
   */
  public Future<Void> stop() {
    Future<Void> before = Future.succeededFuture();
    boolean[] clean = {true};
    for (ServiceModule module : modules.reversed()) {
      before =
          before
              .compose(done -> stop(module))
              .recover(
                  failure -> {
                    clean[0] = false;
                    log.warn("{} did not stop cleanly: {}", module.name(), failure.toString());
                    return Future.succeededFuture();
                  });
    }
    return before.compose(
        done ->
            clean[0]
                ? Future.succeededFuture()
                : Future.failedFuture(new IllegalStateException("not everything stopped cleanly")));
  }

  private static Future<Router> start(ServiceModule module) {
    try {
      return module
          .start()
          .recover(failure -> Future.failedFuture(new StartFailed(module.name(), failure)));
    } catch (RuntimeException e) {
      return Future.failedFuture(new StartFailed(module.name(), e));
    }
  }

  private Future<Void> stop(ServiceModule module) {
    try {
      return module.stop().timeout(eachStopsWithin.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }
}
