package dev.verdict.runners.process;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * For systems without {@code /proc}: the descendants, remembered from each look, since one whose
 * parent has ended is nobody's descendant any more.
 */
final class PortableProcessTable implements ProcessTable {
  private final ProcessHandle main;
  private final Set<ProcessHandle> known = ConcurrentHashMap.newKeySet();

  PortableProcessTable(Process main) {
    this.main = main.toHandle();
    known.add(this.main);
  }

  @Override
  public Collection<Long> members() {
    List.copyOf(known).forEach(handle -> handle.descendants().forEach(known::add));
    known.removeIf(handle -> !handle.isAlive());
    return known.stream().map(ProcessHandle::pid).toList();
  }

  @Override
  public Collection<Long> pipeHolders() {
    return List.of();
  }

  @Override
  public Optional<Duration> mustLookEvery() {
    return Optional.of(Duration.ofMillis(200));
  }
}
