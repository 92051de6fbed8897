package dev.verdict.worker.usecase.attempt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogSpoolTest {
  @TempDir Path directory;

  @Test
  void whatever_is_written_beginning_and_end_come_out_in_order() throws Exception {
    for (int written = 0; written <= 70; written++) {
      for (int piece : new int[] {1, 7, 64}) {
        check(written, piece);
      }
    }
  }

  @Test
  void who_reads_the_beginning_waits_for_it() throws Exception {
    try (LogSpool spool = LogSpool.open(directory.resolve("wait"), 100)) {
      var read =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return new String(spool.headFrom(0, 10), UTF_8);
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
              });
      spool.write("hello".getBytes(UTF_8));
      assertThat(read.get(10, TimeUnit.SECONDS)).isEqualTo("hello");
      spool.end();
      assertThat(spool.headFrom(5, 10)).isEmpty();
    }
  }

  private void check(int written, int piece) throws Exception {
    String all =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,:;-+*/#="
            .substring(0, written);
    Path file = directory.resolve(written + "-" + piece);
    try (LogSpool spool = LogSpool.open(file, 20)) {
      for (int at = 0; at < written; at += piece) {
        spool.write(all.substring(at, Math.min(written, at + piece)).getBytes(UTF_8));
      }
      spool.end();
      String head = head(spool);
      String tail = tail(spool);
      assertThat(head).isEqualTo(all.substring(0, Math.min(10, written)));
      assertThat(spool.cut()).isEqualTo(Math.max(0, written - 20));
      assertThat(tail)
          .isEqualTo(all.substring(Math.min(written, (int) Math.max(10, written - 10))));
      assertThat(spool.end(5)).isEqualTo(all.substring(Math.max(0, written - 5)));
      assertThat(java.nio.file.Files.size(file)).isLessThanOrEqualTo(20);
    }
  }

  private static String head(LogSpool spool) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] next = spool.headFrom(0, 3);
        next.length > 0;
        next = spool.headFrom(out.size(), 3)) {
      out.writeBytes(next);
    }
    return out.toString(UTF_8);
  }

  private static String tail(LogSpool spool) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    while (out.size() < spool.tailLength()) {
      out.writeBytes(spool.tailFrom(out.size(), 3));
    }
    return out.toString(UTF_8);
  }
}
