package dev.verdict.worker.usecase.attempt;

import dev.verdict.contract.Ids;
import dev.verdict.contract.Json;
import dev.verdict.contract.api.Enrolled;
import dev.verdict.contract.api.TaskConfig;
import dev.verdict.contract.message.AttemptNews;
import dev.verdict.contract.message.AttemptRef;
import dev.verdict.contract.message.LogChunk;
import dev.verdict.contract.message.WorkerOrder;
import dev.verdict.contract.message.WorkerOrder.Assignment;
import dev.verdict.worker.usecase.Held;
import dev.verdict.worker.usecase.News;
import dev.verdict.worker.usecase.Session;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs an attempt that nobody asked for and nobody hears of, once in a process, so that the first
 * real one does not pay for the loading of classes: half a second on a slow machine.
 */
public final class WarmUp {
  private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
  private static final AtomicBoolean DONE = new AtomicBoolean();
  private static final int SECONDS = 30;

  private WarmUp() {}

  /** Blocks; meant for a thread in the background. */
  public static void once(AttemptTools tools, Clock clock) {
    if (DONE.compareAndSet(false, true)) {
      long start = System.nanoTime();
      new RunAttempt(tools, new Unheard(), clock).run(session(), new Held(order()), () -> {});
      LOG.debug("warm after {} ms", (System.nanoTime() - start) / 1_000_000);
    }
  }

  private static Session session() {
    return new Session(
        new Enrolled(Ids.next(), "", SECONDS, SECONDS, SECONDS),
        System.nanoTime(),
        System::nanoTime);
  }

  /** As it would come over the wire. */
  private static Assignment order() {
    TaskConfig config =
        new TaskConfig(null, List.of("true"), null, null, null, null, null, null, Map.of());
    Assignment assignment =
        new Assignment(
            new AttemptRef(Ids.next(), Ids.next(), 1),
            "command",
            "warm-up",
            null,
            config,
            List.of(),
            List.of(),
            Map.of(),
            SECONDS,
            null,
            "");
    WorkerOrder order = new WorkerOrder.Assign(Ids.next(), List.of(assignment));
    return Json.read(Json.bytes(order), WorkerOrder.class) instanceof WorkerOrder.Assign read
        ? read.assignments().get(0)
        : assignment;
  }

  /** Writes what is told, and lets it go. */
  private static final class Unheard implements News {
    @Override
    public void tell(Session session, AttemptNews news) {
      LOG.trace("{} bytes", Json.bytes(news).length);
    }

    @Override
    public void log(Session session, String pass, LogChunk chunk, byte[] bytes) {
      LOG.trace("{}", Json.text(chunk));
    }
  }
}
