package dev.verdict.ci.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdict.plugin.ci.ArtifactSource;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.streams.ReadStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Base64SourceTest {
  @TempDir private Path folder;
  private final Vertx vertx = Vertx.vertx();

  /** A file that is read in parts of a length that is no multiple of three. */
  private record FakeSource(AsyncFile file, long size) implements ArtifactSource {
    @Override
    public Future<ReadStream<Buffer>> open() {
      return Future.succeededFuture(file.setReadBufferSize(1_000).pause());
    }
  }

  @AfterEach
  void stop() throws Exception {
    await(vertx.close());
  }

  @Test
  void the_letters_of_all_parts_are_those_of_the_whole_and_the_file_is_closed() throws Exception {
    for (int length : new int[] {0, 1, 2, 3, 999, 1_000, 10_001}) {
      byte[] bytes = new byte[length];
      new Random(length).nextBytes(bytes);
      Path from = Files.write(folder.resolve("from" + length), bytes);
      Path to = folder.resolve("to" + length);
      AsyncFile file = await(vertx.fileSystem().open(from.toString(), new OpenOptions()));
      Base64Source letters = new Base64Source(new FakeSource(file, length));
      AsyncFile sink = await(vertx.fileSystem().open(to.toString(), new OpenOptions()));
      await(letters.open().compose(stream -> stream.pipeTo(sink)));
      assertThat(to).hasContent(Base64.getEncoder().encodeToString(bytes));
      assertThat(letters.size()).isEqualTo(Files.size(to));
      assertThatThrownBy(file::close).hasMessageContaining("closed");
    }
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.await(30, TimeUnit.SECONDS);
  }
}
