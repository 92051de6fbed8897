package dev.verdict.artifacts;

import dev.verdict.contract.Ids;
import dev.verdict.testkit.backing.Backing;
import dev.verdict.testkit.backing.Kafka;
import dev.verdict.testkit.backing.Postgres;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/**
 * One large file up and down through the service, beside {@code cp} and a sync of it on the same
 * disk, alternating; and pages of a run with many artifacts. What counts is the ratio, and that
 * memory stays where it was.
 *
 * <pre>
 * mvn -q -pl artifact-service test-compile dependency:build-classpath -Dmdep.outputFile=target/bench.cp
 * java -Xmx256m -cp artifact-service/target/test-classes:artifact-service/target/classes:$(cat artifact-service/target/bench.cp) \
 *   dev.verdict.artifacts.StoreBenchmark [MiB, 1024] [rounds, 3] [artifacts of the run, 10000] [directory, the temporary one]
 * </pre>
 */
public final class StoreBenchmark {
  private static final int MIB = 1 << 20;
  private static final int PAGES = 30;
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final PrintStream OUT = System.out;

  private final ServiceUnderTest service;
  private final Path root;

  private StoreBenchmark(ServiceUnderTest service, Path root) {
    this.service = service;
    this.root = root;
  }

  public static void main(String[] args) throws Exception {
    int size = argument(args, 0, 1024);
    int rounds = argument(args, 1, 3);
    int artifacts = argument(args, 2, 10_000);
    Path parent =
        args.length > 3 ? Path.of(args[3]) : Path.of(System.getProperty("java.io.tmpdir"));
    Path root = Files.createTempDirectory(parent, "store-benchmark");
    Postgres postgres = Backing.postgres();
    Kafka kafka = Backing.kafka();
    try (ServiceUnderTest service =
        new ServiceUnderTest(
            postgres.database(),
            kafka.bootstrapServers(),
            root.resolve("store"),
            Map.of("artifacts.keep_free", "0"))) {
      StoreBenchmark benchmark = new StoreBenchmark(service, root);
      benchmark.transfers(size, rounds);
      benchmark.pages(artifacts);
    } finally {
      remove(root);
    }
    System.exit(0);
  }

  private void transfers(int size, int rounds) throws Exception {
    Path file = noise(size);
    double[] cp = new double[rounds];
    double[] up = new double[rounds];
    double[] down = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      cp[round] = copy(file);
      long start = System.nanoTime();
      String id = upload(file);
      up[round] = seconds(start);
      start = System.nanoTime();
      download(id);
      down[round] = seconds(start);
      purge();
      OUT.printf(
          "%d MiB: cp and sync %.0f MiB/s, upload %.0f (%.2f), download %.0f (%.2f); heap %d MiB%n",
          size,
          size / cp[round],
          size / up[round],
          cp[round] / up[round],
          size / down[round],
          cp[round] / down[round],
          used() / MIB);
    }
    OUT.printf(
        "medians: upload %.2f of cp, download %.2f of cp (target: 0.5)%n",
        median(cp) / median(up), median(cp) / median(down));
  }

  private static double copy(Path file) throws Exception {
    Path copy = file.resolveSibling("copy");
    long start = System.nanoTime();
    int code = new ProcessBuilder("cp", file.toString(), copy.toString()).start().waitFor();
    if (code != 0) {
      throw new IllegalStateException("cp: exit code " + code);
    }
    try (FileChannel channel = FileChannel.open(copy, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    double seconds = seconds(start);
    Files.delete(copy);
    return seconds;
  }

  private final UUID run = Ids.next();

  private String upload(Path file) throws IOException {
    String path = "/api/v1/artifacts?name=big.bin&run_id=" + run;
    HttpRequest.Builder request =
        service.request(service.submit, path).timeout(PATIENCE).POST(BodyPublishers.ofFile(file));
    HttpResponse<String> kept = service.send(request);
    if (kept.statusCode() != 201) {
      throw new IllegalStateException(kept.body());
    }
    return kept.body().replaceAll(".*?\"id\":\"([^\"]+)\".*", "$1");
  }

  private void download(String id) throws IOException {
    HttpResponse<InputStream> content =
        service.send(
            service
                .request(service.read, "/api/v1/artifacts/" + id + "/content")
                .timeout(PATIENCE)
                .GET(),
            BodyHandlers.ofInputStream());
    Path target = root.resolve("back");
    try (InputStream in = content.body();
        FileChannel channel =
            FileChannel.open(target, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        OutputStream out = java.nio.channels.Channels.newOutputStream(channel)) {
      in.transferTo(out);
      channel.force(true);
    }
    Files.delete(target);
  }

  private void purge() {
    service.send(service.request(service.admin, "/api/v1/artifacts?run_id=" + run).DELETE());
    ServiceUnderTest.await(service.wiring().sweeping().sweep());
  }

  private void pages(int artifacts) {
    UUID many = Ids.next();
    for (int other = 0; other < 4; other++) {
      fill(Ids.next(), artifacts);
    }
    fill(many, artifacts);
    ServiceUnderTest.await(
        service.database.pool().query("analyze artifacts, json_contents, blobs").execute());
    String of = "?run_id=" + many;
    time("list, 100 a page", "/api/v1/artifacts" + of);
    time("list, 1000 a page", "/api/v1/artifacts" + of + "&limit=1000");
    time("by type", "/api/v1/artifacts" + of + "&type=report");
    time("by label", "/api/v1/artifacts" + of + "&label=rare");
    time("by metadata", "/api/v1/artifacts" + of + "&metadata=platform%3Dp7");
    time("by content, equal", "/api/v1/artifacts" + of + "&content=metrics.throughput%3D77");
    time("by content, more", "/api/v1/artifacts" + of + "&content=metrics.throughput%3E990");
    time("by content, all runs", "/api/v1/artifacts?content=metrics.throughput%3D77");
    time("by name", "/api/v1/artifacts" + of + "&name=*77.json");
    time("latest of a type", "/api/v1/artifacts/latest" + of + "&type=report");
    time("groups by type", "/api/v1/artifacts/groups" + of);
    time("groups by name", "/api/v1/artifacts/groups" + of + "&by=name");
    time("a metric of 100", "/api/v1/artifacts/metrics" + of + "&metric=throughput");
  }

  private void fill(UUID of, int artifacts) {
    String hash = "encode(sha256(convert_to($1::text || (i % 1000), 'UTF8')), 'hex')";
    ask(
        "insert into blobs (sha256, size_bytes, encoding, stored_bytes, refs) select "
            + hash
            + ", 500, 'identity', 500, 1 from generate_series(0, 999) i",
        Tuple.of(of.toString()));
    ask(
        "insert into json_contents select "
            + hash
            + ", jsonb_build_object('metrics', jsonb_build_object('throughput', i, 'latency', i /"
            + " 2), 'host', 'h' || i % 10) from generate_series(0, 999) i",
        Tuple.of(of.toString()));
    ask(
        "insert into artifacts (id, run_id, name, path, type, category, content_type, size_bytes,"
            + " sha256, created_at, expires_at, labels, metadata) select gen_random_uuid(),"
            + " $1::uuid, 'f' || i || '.json', 'out/f' || i || '.json', (array['report', 'log',"
            + " 'metrics', 'data'])[1 + i % 4], 'data', 'application/json', 500, "
            + hash.replace("$1::text", "$1::uuid::text")
            + ", now(), now() + interval '1 day', case when i % 500 = 0 then array['rare', 'x']"
            + " else array['x'] end, jsonb_build_object('platform', 'p' || i % 100) from"
            + " generate_series(1, $2::int) i",
        Tuple.of(of, artifacts));
  }

  private void ask(String statement, Tuple parameters) {
    ServiceUnderTest.await(service.database.pool().preparedQuery(statement).execute(parameters));
  }

  private void time(String what, String path) {
    double[] millis = new double[PAGES];
    for (int i = 0; i < PAGES; i++) {
      long start = System.nanoTime();
      HttpResponse<String> page = service.get(service.read, path);
      millis[i] = seconds(start) * 1000;
      if (page.statusCode() != 200) {
        throw new IllegalStateException(path + ": " + page.body());
      }
    }
    Arrays.sort(millis);
    OUT.printf(
        "%-22s median %6.1f ms, worst of %d %6.1f ms%n",
        what, median(millis), PAGES, millis[PAGES - 1]);
  }

  private Path noise(int size) throws IOException {
    Path file = root.resolve("noise");
    byte[] block = new byte[MIB];
    new Random(1).nextBytes(block);
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int i = 0; i < size; i++) {
        block[0] = (byte) i;
        out.write(block);
      }
    }
    return file;
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static int argument(String[] args, int at, int fallback) {
    return args.length > at ? Integer.parseInt(args[at]) : fallback;
  }

  private static void remove(Path root) throws IOException {
    try (var files = Files.walk(root)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
