package dev.verdict.runtime.lifecycle;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A world in which a process can live and die without anybody noticing. */
final class FakeSurroundings {
  final BlockingQueue<Integer> exits = new LinkedBlockingQueue<>();
  final CompletableFuture<Runnable> listening = new CompletableFuture<>();
  final CompletableFuture<String> readyLine = new CompletableFuture<>();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  Surroundings with(Map<String, String> env, Path directory) {
    PrintStream out =
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8) {
          @Override
          public void println(String line) {
            readyLine.complete(line);
          }
        };
    return new Surroundings(
        env,
        directory,
        out,
        new PrintStream(err, true, StandardCharsets.UTF_8),
        listening::complete,
        exits::add);
  }

  String errors() {
    return err.toString(StandardCharsets.UTF_8);
  }

  String ready() throws Exception {
    return readyLine.get(30, TimeUnit.SECONDS);
  }

  void signal() throws Exception {
    listening.get(30, TimeUnit.SECONDS).run();
  }

  int exit() throws Exception {
    Integer code = exits.poll(30, TimeUnit.SECONDS);
    if (code == null) {
      throw new AssertionError("the process did not exit");
    }
    return code;
  }
}
