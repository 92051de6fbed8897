package dev.verdict.runners.process;

import dev.verdict.plugin.runner.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A running command and everything that it starts.
 *
 * <p>Where the system has sessions, the command leads one of its own; everywhere its environment
 * carries a mark, {@value #MARK}. With both, and by the directory they work in, children are found
 * that were orphaned, that went into the background, or that left the session. When the command has
 * ended, none of them is left.
 *
 * <p>All methods may block and may be called by several threads; {@link #kill} from a thread other
 * than the one in {@link #waitFor} is the way to cancel.
 */
public final class ProcessTree implements AutoCloseable {
  /** The variable by which members are known. Given by the caller, or else a random one. */
  public static final String MARK = "VERDICT_ATTEMPT";

  /** The variable that names a directory which is only theirs: whoever works in it is a member. */
  public static final String DIRECTORY = "VERDICT_ATTEMPT_DIRECTORY";

  /** How long what a command leaves may take to end by itself before it counts as left behind. */
  private static final Duration SETTLE = Duration.ofMillis(500);

  /** How long the rest of the output may take to reach the sink after all processes have ended. */
  private static final Duration DRAIN = Duration.ofSeconds(10);

  /** How long a pipe may stay open after all known processes have ended. */
  private static final long PIPE_MILLIS = 500;

  private final Process main;
  private final ProcessTable table;
  private final TreeKiller killer;
  private final OutputPump pump;
  private final AtomicReference<Ending.@Nullable How> end = new AtomicReference<>();

  /** Looking for members again would cost more than many a command. */
  private volatile boolean allGone;

  private ProcessTree(Process main, ProcessTable table, OutputPump pump) {
    this.main = main;
    this.table = table;
    this.killer = new TreeKiller(main);
    this.pump = pump;
  }

  /**
   * Starts a command.
   *
   * @param environment the whole environment; only that of the command comes on top
   * @throws ProgramNotFound when there is no such program
   */
  public static ProcessTree start(Command command, Map<String, String> environment, OutputSink sink)
      throws IOException {
    return start(command, environment, sink, Clock.systemUTC());
  }

  public static ProcessTree start(
      Command command, Map<String, String> environment, OutputSink sink, Clock clock)
      throws IOException {
    if (!Files.isDirectory(command.directory())) {
      throw new IOException("directory: " + command.directory() + " (expected: one that exists)");
    }
    ProcessBuilder builder = new ProcessBuilder();
    builder.directory(command.directory().toFile());
    Map<String, String> variables = builder.environment();
    variables.clear();
    variables.putAll(environment);
    variables.putAll(command.environment());
    String mark = variables.computeIfAbsent(MARK, absent -> UUID.randomUUID().toString());
    builder.command(inOwnSession(command, variables));
    Process process = builder.start();
    OutputPump pump = new OutputPump(process, sink, clock);
    ProcessTable table = ProcessTable.of(process, MARK + "=" + mark, variables.get(DIRECTORY));
    pump.start();
    process.getOutputStream().close();
    return new ProcessTree(process, table, pump);
  }

  private static List<String> inOwnSession(Command command, Map<String, String> environment)
      throws IOException {
    List<String> arguments = new ArrayList<>(command.arguments());
    Path program = ProgramSearch.find(arguments.get(0), command.directory(), environment);
    arguments.set(0, program.toString());
    Optional<Path> setsid = ProgramSearch.onPath("setsid", CleanEnvironment.DEFAULT_PATH);
    setsid.ifPresent(path -> arguments.add(0, path.toString()));
    return arguments;
  }

  public long pid() {
    return main.pid();
  }

  /**
   * Waits for the command, and then for its output and for the end of what it left running.
   *
   * @param timeout after which the whole tree is killed
   * @param grace between asking and forcing, wherever something has to be killed
   */
  public Ending waitFor(Duration timeout, Duration grace) throws InterruptedException {
    boolean inTime = awaitMain(timeout);
    Ending.How how = end(inTime ? Ending.How.EXITED : Ending.How.TIMED_OUT);
    int left = how == Ending.How.EXITED ? leftBehind() : 0;
    boolean nobodyLeft = how == Ending.How.EXITED && left == 0;
    int survivors = nobodyLeft ? 0 : killer.kill(table::members, grace);
    boolean whole = drain(grace);
    allGone = survivors == 0;
    return new Ending(how, exitCode(), left, survivors, !whole, pump.problem());
  }

  /**
   * Ends the whole tree: asks, and after the grace forces. Returns when all are gone, with how many
   * are not. What has ended already stays as it ended.
   */
  public int kill(Duration grace) {
    if (main.isAlive()) {
      end(Ending.How.KILLED);
    }
    return killer.kill(table::members, grace);
  }

  /** Kills what is left, at once. */
  @Override
  public void close() {
    if (!allGone) {
      kill(Duration.ZERO);
    }
    pump.cut();
  }

  /** The first reason is the reason. */
  private Ending.How end(Ending.How way) {
    Ending.How earlier = end.compareAndExchange(null, way);
    return earlier == null ? way : earlier;
  }

  private boolean awaitMain(Duration timeout) throws InterruptedException {
    Optional<Duration> look = table.mustLookEvery();
    long deadline = System.nanoTime() + timeout.toNanos();
    long left = timeout.toNanos();
    while (look.isPresent() && left > 0) {
      if (main.waitFor(Math.min(left, look.get().toNanos()), TimeUnit.NANOSECONDS)) {
        return true;
      }
      table.members();
      left = deadline - System.nanoTime();
    }
    return main.waitFor(left, TimeUnit.NANOSECONDS);
  }

  /** Counts what does not end by itself soon after the main process has. */
  private int leftBehind() throws InterruptedException {
    long deadline = System.nanoTime() + SETTLE.toNanos();
    Collection<Long> left = table.members();
    for (long pause = 1; !left.isEmpty() && System.nanoTime() < deadline; pause *= 2) {
      TimeUnit.MILLISECONDS.sleep(pause);
      left = table.members();
    }
    return left.size();
  }

  /** Whether all output has arrived. A pipe that stays open is freed by killing who holds it. */
  private boolean drain(Duration grace) throws InterruptedException {
    if (pump.awaitEnd(PIPE_MILLIS)) {
      return true;
    }
    killer.kill(table::pipeHolders, grace);
    boolean whole = pump.awaitEnd(DRAIN.toMillis());
    pump.cut();
    return whole;
  }

  private int exitCode() {
    return main.isAlive() ? -1 : main.exitValue();
  }
}
