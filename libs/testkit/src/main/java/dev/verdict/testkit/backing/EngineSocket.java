package dev.verdict.testkit.backing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Speaks with a Docker engine just enough to learn whether it is of use: without a client library,
 * which would try for minutes what fails in a moment.
 */
record EngineSocket(SocketAddress address) {
  private static final int KEPT = 64 << 10;

  /** The start of an answer: its status, and as much of the text as is kept. */
  record Answer(int status, String text) {}

  /** Empty if nobody answers in time, or somebody who does not speak HTTP. */
  Optional<Answer> ask(String method, String path, Duration limit) {
    var answer = new CompletableFuture<Answer>();
    var thread =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    answer.complete(exchange(method, path));
                  } catch (IOException | RuntimeException e) {
                    answer.completeExceptionally(e);
                  }
                });
    try {
      return Optional.of(answer.get(limit.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException | ExecutionException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } finally {
      // Closes its channel, where it may still wait.
      thread.interrupt();
    }
  }

  private Answer exchange(String method, String path) throws IOException {
    try (var channel = SocketChannel.open(address)) {
      var request = "%s %s HTTP/1.0\r\nHost: docker\r\nContent-Length: 0\r\n\r\n";
      channel.write(ByteBuffer.wrap(request.formatted(method, path).getBytes(UTF_8)));
      return parsed(readAll(channel));
    }
  }

  /** To the end, because a pull is over when its answer is; what does not fit is dropped. */
  private static String readAll(SocketChannel channel) throws IOException {
    var kept = ByteBuffer.allocate(KEPT);
    var dropped = ByteBuffer.allocate(KEPT);
    int read;
    do {
      read = channel.read(kept.hasRemaining() ? kept : dropped.clear());
    } while (read >= 0);
    return new String(kept.array(), 0, kept.position(), UTF_8);
  }

  private static Answer parsed(String text) throws IOException {
    var words = text.split(" ", 3);
    if (!text.startsWith("HTTP/") || words.length < 3 || !words[1].matches("\\d{3}")) {
      throw new IOException("no HTTP: " + text.lines().findFirst().orElse(""));
    }
    return new Answer(Integer.parseInt(words[1]), text.substring(text.indexOf("\r\n\r\n") + 4));
  }
}
