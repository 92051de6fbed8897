package dev.verdict.testkit.backing;

import dev.verdict.embedded.EmbeddedKafka;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The embedded Kafka in a process of its own, so that a test can kill it. It ends with the process
 * that started it: then its input ends.
 */
final class BrokerProcess {
  static final String READY = "ready ";

  private BrokerProcess() {}

  public static void main(String[] arguments) throws IOException {
    // The first line of the output is a message to the parent; whatever is logged goes elsewhere.
    var toParent = System.out;
    System.setOut(System.err);
    try (var kafka = EmbeddedKafka.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]))) {
      new PrintStream(toParent, true, StandardCharsets.UTF_8).println(READY + kafka.port());
      System.in.transferTo(OutputStream.nullOutputStream());
    }
    // A thread that Kafka forgot must not keep the process.
    Runtime.getRuntime().halt(0);
  }
}
