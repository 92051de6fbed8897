package dev.verdict.cli.command;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What Ctrl-C does while a command works: first a reaction of the moment, and then the program goes
 * down only when the command has ended, or after a bounded time. So what was started is stopped,
 * and what is known is told.
 *
 * <pre>
 *   before anything was submitted   the work is interrupted
 *   while it is submitted           nothing; it is cancelled as soon as its id is known
 *   while it runs                   it is cancelled, and its end is awaited
 *   after that                      nothing; the rest is done
 * </pre>
 */
final class Interruption implements AutoCloseable {
  private static final Duration ENDS_WITHIN = Duration.ofSeconds(60);
  private static final Runnable NOTHING = () -> {};

  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook = new Thread(this::ask, "verdict-interrupted");
  private Runnable reaction = NOTHING;
  private boolean asked;

  private Interruption() {}

  /** From now on, in the work of the calling thread. */
  static Interruption listen() {
    Interruption interruption = new Interruption();
    interruption.reaction = Thread.currentThread()::interrupt;
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  /** Without a signal: for tests, and for those who decide themselves. */
  static Interruption silent() {
    return new Interruption();
  }

  private void ask() {
    now();
    try {
      boolean inTime = ended.await(ENDS_WITHIN.toSeconds(), TimeUnit.SECONDS);
      if (!inTime) {
        // The process ends anyway; nobody is left who could do more.
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** As if Ctrl-C was pressed. */
  synchronized void now() {
    if (!asked) {
      asked = true;
      reaction.run();
    }
  }

  synchronized boolean asked() {
    return asked;
  }

  /** What Ctrl-C does from here on; at once, where it was pressed before. */
  synchronized void reaction(Runnable next) {
    reaction = next;
    if (asked) {
      next.run();
    }
  }

  /** Nothing is interrupted from here on: what is left to do is done. */
  synchronized void settle() {
    reaction = NOTHING;
    // The work is over, or about to be; an interrupt that came late must not disturb the closing.
    boolean late = Thread.interrupted();
    asked |= late;
  }

  @Override
  public void close() {
    ended.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The program is going down, and the hook was waiting for this.
      return;
    }
  }
}
