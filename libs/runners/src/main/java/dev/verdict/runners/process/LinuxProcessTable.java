package dev.verdict.runners.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Finds members in {@code /proc} by their traces: the session or process group that the main
 * process leads, the mark in the environment, which a double fork into a new session keeps, a
 * working directory within that of the attempt, and a parent that is a member. Whoever wipes all of
 * them is still found by the pipe it holds; who has closed that as well has become a stranger.
 */
final class LinuxProcessTable implements ProcessTable {
  private static final Path PROC = Path.of("/proc");
  private static final long SELF = ProcessHandle.current().pid();

  private static final int LOOKS_AT_NOTHING = 3;
  private static final long KERNEL = 2;

  private final long main;
  private final long mainStart;
  private final String mark;
  private final @Nullable Path own;
  private final Set<String> pipes;

  LinuxProcessTable(Process process, String mark, @Nullable String own) {
    this.own = own == null ? null : realPath(Path.of(own));
    this.main = process.pid();
    this.mark = "\0" + mark + "\0";
    this.pipes = pipesOf(main);
    this.mainStart = ProcStat.read(directory(main)).map(ProcStat::startTime).orElse(0L);
  }

  @Override
  public Collection<Long> members() {
    List<ProcStat> candidates = candidates();
    boolean mainIsOurs = mainIsStillOurs(candidates);
    Set<Long> members = new HashSet<>();
    for (ProcStat process : candidates) {
      if ((mainIsOurs && isLedByMain(process))
          || worksInside(process.pid())
          || isMarked(process.pid())) {
        members.add(process.pid());
      }
    }
    addChildren(members, candidates);
    return members;
  }

  @Override
  public Collection<Long> pipeHolders() {
    return candidates().stream().map(ProcStat::pid).filter(this::holdsPipe).toList();
  }

  @Override
  public Optional<Duration> mustLookEvery() {
    return Optional.empty();
  }

  /** What runs, is not us, and did not start before the main process did. */
  private List<ProcStat> candidates() {
    List<ProcStat> found = new ArrayList<>();
    try (DirectoryStream<Path> directories = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path directory : directories) {
        ProcStat.read(directory)
            .filter(process -> !process.hasEnded())
            .filter(process -> process.pid() != SELF && process.startTime() >= mainStart)
            .filter(process -> process.parent() != KERNEL)
            .ifPresent(found::add);
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException("process table: cannot list " + PROC, unreadable);
    }
    return found;
  }

  /**
   * A number is not given to a new process while a session or group has it. Once all are gone it
   * can be, and then it names strangers.
   */
  private boolean mainIsStillOurs(List<ProcStat> candidates) {
    return candidates.stream()
        .noneMatch(process -> process.pid() == main && process.startTime() != mainStart);
  }

  private boolean isLedByMain(ProcStat process) {
    return process.pid() == main || process.session() == main || process.group() == main;
  }

  private static void addChildren(Set<Long> members, List<ProcStat> candidates) {
    boolean grown = true;
    while (grown) {
      grown = false;
      for (ProcStat process : candidates) {
        if (members.contains(process.parent())) {
          grown |= members.add(process.pid());
        }
      }
    }
  }

  private boolean worksInside(long pid) {
    if (own == null) {
      return false;
    }
    try {
      return Files.readSymbolicLink(directory(pid).resolve("cwd")).startsWith(own);
    } catch (IOException endedOrNotOurs) {
      return false;
    }
  }

  /** The kernel tells directories without links on the way. */
  private static Path realPath(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException gone) {
      return path.toAbsolutePath().normalize();
    }
  }

  private boolean isMarked(long pid) {
    try {
      String environment = environment(pid);
      // While a process turns into another program, its environment cannot be seen for a moment.
      for (int i = 0; environment.isEmpty() && i < LOOKS_AT_NOTHING; i++) {
        LockSupport.parkNanos(1_000_000);
        environment = environment(pid);
      }
      return ("\0" + environment).contains(mark);
    } catch (IOException endedOrNotOurs) {
      return false;
    }
  }

  private static String environment(long pid) throws IOException {
    byte[] bytes = Files.readAllBytes(directory(pid).resolve("environ"));
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private boolean holdsPipe(long pid) {
    return pipesOf(pid).stream().anyMatch(pipes::contains);
  }

  private static Set<String> pipesOf(long pid) {
    Set<String> pipes = new HashSet<>();
    try (DirectoryStream<Path> descriptors =
        Files.newDirectoryStream(directory(pid).resolve("fd"))) {
      for (Path descriptor : descriptors) {
        String target = Files.readSymbolicLink(descriptor).toString();
        if (target.startsWith("pipe:")) {
          pipes.add(target);
        }
      }
    } catch (IOException | DirectoryIteratorException endedOrNotOurs) {
      return pipes;
    }
    return pipes;
  }

  private static Path directory(long pid) {
    return PROC.resolve(Long.toString(pid));
  }
}
