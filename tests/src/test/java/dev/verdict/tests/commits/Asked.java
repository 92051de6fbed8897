package dev.verdict.tests.commits;

import java.io.ByteArrayOutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A request that the server has. One that may commit something is answered to the client as a
 * whole, or never.
 */
final class Asked {
  private static final Pattern CHANGE = Pattern.compile("(INSERT 0|UPDATE|DELETE|MERGE) [1-9]\\d*");
  private static final int SECONDS = 20;

  final String commits;
  final ByteArrayOutputStream answer = new ByteArrayOutputStream();
  private final CompletableFuture<Boolean> changed = new CompletableFuture<>();
  private int running;
  private boolean some;
  private boolean refused;
  private volatile boolean last;

  Asked(Conversation.Request request) {
    commits = request.commits();
    running = request.executed();
  }

  boolean mayCommit() {
    return !commits.isEmpty();
  }

  /** When it is answered the coordinator is dead. */
  void makeLast() {
    last = true;
  }

  boolean isLast() {
    return last;
  }

  /** Whether a tag of a CommandComplete says that rows were written. */
  static boolean isChange(String tag) {
    return CHANGE.matcher(tag).matches();
  }

  void answered(WireMessage message) {
    boolean complete = message.type() == 'C';
    boolean error = message.type() == 'E';
    some |= complete && isChange(message.text(0));
    refused |= error || (complete && message.text(0).equals("ROLLBACK"));
    running -= complete ? 1 : 0;
    if (error || running == 0) {
      changed.complete(some && !refused);
    }
  }

  boolean isRefused() {
    return refused;
  }

  /** Whether its statements have written anything; blocks until the server has executed them. */
  boolean hasChanged() {
    return changed.orTimeout(SECONDS, TimeUnit.SECONDS).join();
  }
}
