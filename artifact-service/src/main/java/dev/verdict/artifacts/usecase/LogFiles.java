package dev.verdict.artifacts.usecase;

import dev.verdict.artifacts.domain.LogGrowth;
import dev.verdict.artifacts.domain.LogKey;
import dev.verdict.artifacts.domain.Span;
import dev.verdict.artifacts.domain.StagedFile;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/** The files of logs that still grow. */
public interface LogFiles {
  /**
   * Writes pieces at their offsets and notes into holes; complete when all of it is safe on disk.
   */
  Future<Void> write(LogKey key, List<LogGrowth.Write> writes, List<Span> holes);

  /**
   * Reads from an offset on, at most a chunk and not beyond {@code end}. Fails with {@link
   * java.nio.file.NoSuchFileException} when there is no such file (any more).
   */
  Future<Buffer> read(LogKey key, long offset, long end);

  /** A staged file of the first {@code length} bytes and what is to stand after them. */
  Future<StagedFile> stage(LogKey key, long length, byte[] after, boolean compress);

  Future<Void> remove(LogKey key);

  /** Logs whose files did not change lately; at most so many. */
  Future<List<LogKey>> resting(int most);
}
