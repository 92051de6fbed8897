import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StockTest {
  @Test
  void whatIsThereCanBeTaken() {
    assertTrue(new Semaphore(1).tryAcquire());
  }

  @Test
  void whatIsNotThereCannot() {
    assertFalse(new Semaphore(0).tryAcquire());
  }

  @Test
  void theLastPieceIsSoldOnce() throws InterruptedException {
    Semaphore stock = new Semaphore(1);
    AtomicInteger sold = new AtomicInteger();
    CountDownLatch done = new CountDownLatch(50);
    try (ExecutorService customers = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < 50; i++) {
        customers.execute(
            () -> {
              if (stock.tryAcquire()) {
                sold.incrementAndGet();
              }
              done.countDown();
            });
      }
      assertTrue(done.await(10, TimeUnit.SECONDS));
    }
    assertEquals(1, sold.get());
  }
}
