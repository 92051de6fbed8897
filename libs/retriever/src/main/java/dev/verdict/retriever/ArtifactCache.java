package dev.verdict.retriever;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Artifacts by the hash of their content, for several processes at once:
 *
 * <pre>
 *  files/ab/&lt;sha256&gt;   whole, last written when last used
 *  partial/&lt;sha256&gt;    as far as it came; the next one goes on from there
 *  locks/ab            who works on a file of this shelf: each has a place in it
 * </pre>
 */
public final class ArtifactCache {
  public static final long DEFAULT_BYTES = 1024L << 20;
  public static final Duration DEFAULT_AGE = Duration.ofDays(7);

  /** As long as somebody else may take to fetch the same file. */
  private static final Duration PATIENCE = Duration.ofMinutes(30);

  private final Path root;
  private final long mostBytes;
  private final Duration mostAge;
  private final Clock clock;

  private ArtifactCache(Path root, long mostBytes, Duration mostAge, Clock clock) {
    this.root = root;
    this.mostBytes = mostBytes;
    this.mostAge = mostAge;
    this.clock = clock;
  }

  public static ArtifactCache open(Path root, long mostBytes, Duration mostAge, Clock clock)
      throws IOException {
    for (String room : List.of("files", "partial", "locks")) {
      Files.createDirectories(root.resolve(room));
    }
    return new ArtifactCache(root, mostBytes, mostAge, clock);
  }

  /** Nobody else fetches, reads or removes this content until it is closed. */
  EntryLock lock(String sha256) throws IOException {
    return EntryLock.take(lockFile(sha256), sha256, PATIENCE)
        .orElseThrow(
            () -> new IOException("cache: " + sha256 + " is held by somebody else for too long"));
  }

  /** False when it is not there, or not what it was; then it is there no more. */
  boolean copyTo(String sha256, Path target) throws IOException {
    Path file = file(sha256);
    if (!Files.isRegularFile(file)) {
      return false;
    }
    if (!Checked.copy(file, target, sha256)) {
      Files.deleteIfExists(file);
      return false;
    }
    Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
    return true;
  }

  Path partial(String sha256) {
    return root.resolve("partial").resolve(sha256);
  }

  /** Takes a file in whose hash was checked. */
  void keep(String sha256, Path fetched) throws IOException {
    Path file = file(sha256);
    Files.createDirectories(root.resolve("files").resolve(sha256.substring(0, 2)));
    Files.setLastModifiedTime(fetched, FileTime.from(clock.instant()));
    Files.move(fetched, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Lets go of what is too old, and of what was not used for longest while all is too much. */
  void shrink() throws IOException {
    Instant tooOld = clock.instant().minus(mostAge);
    List<Kept> kept = kept();
    long bytes = kept.stream().mapToLong(Kept::bytes).sum();
    for (Kept entry : kept) {
      boolean goes = entry.usedAt().isBefore(tooOld) || bytes > mostBytes;
      if (goes && remove(entry)) {
        bytes -= entry.bytes();
      }
    }
  }

  private record Kept(Path file, long bytes, Instant usedAt) {}

  private List<Kept> kept() throws IOException {
    List<Kept> kept = new ArrayList<>();
    addAll(root.resolve("partial"), kept);
    try (DirectoryStream<Path> shelves = Files.newDirectoryStream(root.resolve("files"))) {
      for (Path shelf : shelves) {
        addAll(shelf, kept);
      }
    }
    kept.sort(Comparator.comparing(Kept::usedAt));
    return kept;
  }

  private static void addAll(Path directory, List<Kept> kept) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        try {
          kept.add(new Kept(file, Files.size(file), Files.getLastModifiedTime(file).toInstant()));
        } catch (NoSuchFileException e) {
          // Another process was quicker to remove it.
          continue;
        }
      }
    }
  }

  /** What is in use stays. */
  private boolean remove(Kept entry) throws IOException {
    String sha256 = String.valueOf(entry.file().getFileName());
    Optional<EntryLock> lock = EntryLock.take(lockFile(sha256), sha256, Duration.ZERO);
    if (lock.isEmpty()) {
      return false;
    }
    try (EntryLock held = lock.get()) {
      return Files.deleteIfExists(entry.file());
    }
  }

  private Path file(String sha256) {
    return root.resolve("files").resolve(sha256.substring(0, 2)).resolve(sha256);
  }

  private Path lockFile(String sha256) {
    return root.resolve("locks").resolve(sha256.substring(0, 2));
  }
}
