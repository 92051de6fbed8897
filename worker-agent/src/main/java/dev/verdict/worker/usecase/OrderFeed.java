package dev.verdict.worker.usecase;

import dev.verdict.contract.message.WorkerOrder;
import java.io.IOException;
import java.util.UUID;
import java.util.function.Consumer;

/** Where orders come from. */
public interface OrderFeed {
  /**
   * From when this returns, every order for the worker is handed over, and none for another.
   * Blocks, within a time. The consumer must not block.
   */
  void follow(UUID workerId, Consumer<WorkerOrder> orders) throws IOException, InterruptedException;

  /** No more orders. */
  void unfollow();
}
