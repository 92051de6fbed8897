package dev.verdict.reporter.bench;

import dev.verdict.reporter.RunningReporter;
import dev.verdict.reporter.stream.PlausibleRun;
import dev.verdict.testkit.backing.Backing;
import dev.verdict.testkit.backing.Kafka;
import dev.verdict.testkit.backing.Postgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.List;

/**
 * The report of one run of 100,000 tests over HTTP, in every format: how long, how large, and with
 * how much heap in use at most while it is read. Run it like {@link ProjectionBenchmark}; a small
 * {@code -Xmx} shows that it needs no more.
 */
public final class ReportBenchmark {
  private static final int TESTS_OF_A_TASK = 500;
  private static final int PUBLISHED_AT_ONCE = 5_000;
  private static final PrintStream OUT = System.out;

  private ReportBenchmark() {}

  public static void main(String[] args) throws Exception {
    int tests = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
    Postgres postgres = Backing.postgres();
    Kafka kafka = Backing.kafka();
    try (RunningReporter reporter =
            new RunningReporter(
                postgres.database(), kafka.bootstrapServers(), kafka.freshTopic("events", 1));
        HttpClient client = HttpClient.newHttpClient()) {
      String path = "/api/v1/runs/" + publish(reporter, tests) + "/report";
      long start = System.nanoTime();
      int status = reporter.get(path + "?format=gitlab").statusCode();
      OUT.printf(
          "%,d tests; first report %d after %.2f s, intake of what was left included%n",
          tests, status, since(start));
      for (int round = 0; round < 3; round++) {
        for (String format : List.of("json", "md", "html", "xml", "gitlab")) {
          measure(reporter, client, path + "?format=" + format, format);
        }
      }
    }
    System.exit(0);
  }

  private static String publish(RunningReporter reporter, int tests) {
    PlausibleRun run = PlausibleRun.finished("large", tests / TESTS_OF_A_TASK, TESTS_OF_A_TASK);
    var events = run.events();
    for (int from = 0; from < events.size(); from += PUBLISHED_AT_ONCE) {
      reporter.publish(events.subList(from, Math.min(events.size(), from + PUBLISHED_AT_ONCE)));
    }
    return run.id().toString();
  }

  private static void measure(
      RunningReporter reporter, HttpClient client, String path, String format)
      throws IOException, InterruptedException {
    System.gc();
    long before = heap();
    long most = 0;
    long bytes = 0;
    long start = System.nanoTime();
    try (InputStream body =
        client
            .send(reporter.request(path).GET().build(), HttpResponse.BodyHandlers.ofInputStream())
            .body()) {
      byte[] buffer = new byte[64 * 1024];
      for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
        bytes += read;
        most = Math.max(most, heap());
      }
    }
    OUT.printf(
        "%-7s %6.2f s %,12d bytes   heap %,d MB before, %,d MB at most (with garbage)%n",
        format, since(start), bytes, before >> 20, most >> 20);
  }

  private static long heap() {
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static double since(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
