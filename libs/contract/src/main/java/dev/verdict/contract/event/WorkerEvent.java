package dev.verdict.contract.event;

import dev.verdict.contract.message.WorkerNews;
import java.time.Instant;
import java.util.Optional;

/**
 * A public event of a worker. It belongs to no run: its key is the worker's id, it has no sequence,
 * and each worker has each kind at most once.
 */
public record WorkerEvent(Kind kind, Instant time, WorkerNews news) {
  /** What can become of a worker. */
  public enum Kind {
    REGISTERED("active", "registered"),
    DRAINING("draining", "draining"),
    /** Silent for too long: whatever it held is given to others. */
    LOST("lost", "lost"),
    /** It left, was struck off, or another took its name. */
    GONE("gone", "gone");

    private final String status;
    private final String predicate;

    Kind(String status, String predicate) {
      this.status = status;
      this.predicate = predicate;
    }

    public static Optional<Kind> of(WorkerNews news) {
      for (Kind kind : values()) {
        if (kind.status.equals(news.status())) {
          return Optional.of(kind);
        }
      }
      return Optional.empty();
    }

    public String type() {
      return "dev.cdeventsx." + shortName() + ".0.1.0";
    }

    public String shortName() {
      return "verdict-worker." + predicate;
    }
  }

  public String id() {
    return news.workerId() + "-" + kind.predicate;
  }
}
