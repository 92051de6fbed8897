package dev.verdict.coordinator.usecase.subscription;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Records what came of tries. While one batch is being written the next gathers, so batches are as
 * large as the database is slow. Bounded by what a lane reads at a time.
 */
final class Results {
  private static final int TRIES = 5;
  private static final long PAUSE_MS = 500;

  private final Vertx vertx;
  private final Function<List<DeliveryQueue.Tried>, Future<DeliveryQueue.Recorded>> write;
  private List<DeliveryQueue.Tried> gathered = new ArrayList<>();
  private Promise<DeliveryQueue.Recorded> next = Promise.promise();
  private Future<DeliveryQueue.Recorded> last = next.future();
  private boolean writing;

  Results(Vertx vertx, Function<List<DeliveryQueue.Tried>, Future<DeliveryQueue.Recorded>> write) {
    this.vertx = vertx;
    this.write = write;
  }

  void add(DeliveryQueue.Tried tried) {
    gathered.add(tried);
    last = next.future();
    if (!writing) {
      flush();
    }
  }

  /** Done when everything that was added so far is kept, or failed when it cannot be. */
  Future<DeliveryQueue.Recorded> recorded() {
    return last;
  }

  private void flush() {
    List<DeliveryQueue.Tried> batch = gathered;
    Promise<DeliveryQueue.Recorded> told = next;
    gathered = new ArrayList<>();
    next = Promise.promise();
    writing = true;
    written(batch, 1)
        .onComplete(
            done -> {
              writing = false;
              if (!gathered.isEmpty()) {
                flush();
              }
              told.handle(done);
            });
  }

  private Future<DeliveryQueue.Recorded> written(List<DeliveryQueue.Tried> batch, int nth) {
    return write
        .apply(batch)
        .recover(
            failure ->
                failure instanceof DeliveryQueue.LeaseLost || nth == TRIES
                    ? Future.failedFuture(failure)
                    : vertx
                        .timer(PAUSE_MS, TimeUnit.MILLISECONDS)
                        .compose(paused -> written(batch, nth + 1)));
  }
}
