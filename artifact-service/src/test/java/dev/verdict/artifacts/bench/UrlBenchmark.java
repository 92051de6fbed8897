package dev.verdict.artifacts.bench;

import dev.verdict.artifacts.domain.CiRun;
import dev.verdict.artifacts.outbound.ci.ConfiguredSystems;
import dev.verdict.artifacts.usecase.links.CiSystems;
import dev.verdict.artifacts.usecase.links.InMemoryBooks;
import dev.verdict.artifacts.usecase.links.LinkAnswer;
import dev.verdict.artifacts.usecase.links.LinkMeters;
import dev.verdict.artifacts.usecase.links.LinkRules;
import dev.verdict.artifacts.usecase.links.Links;
import dev.verdict.artifacts.usecase.links.ResolveLinks;
import dev.verdict.ci.CiProviders;
import dev.verdict.ci.ProviderHost;
import dev.verdict.ci.http.CallListener;
import dev.verdict.ci.http.Clockwork;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Links of files at CI systems, over HTTP on loopback, through everything but the database: eight
 * hosts that answer as GitHub does, each call after 50 ms. At each round nothing is known of any
 * file; connections stay open from one to the next, as they do in a service. What is printed as
 * bound is the time that the calls themselves take.
 *
 * <pre>
 * mvn -q -pl artifact-service test-compile dependency:build-classpath -Dmdep.outputFile=target/bench.cp
 * java -cp artifact-service/target/test-classes:artifact-service/target/classes:$(cat artifact-service/target/bench.cp) \
 *   dev.verdict.artifacts.bench.UrlBenchmark [rounds, 25]
 * </pre>
 */
public final class UrlBenchmark {
  private static final int HOSTS = 8;
  private static final int URLS = 200;
  private static final int AT_ONCE = 100;
  private static final long CALL_MS = 50;
  private static final int A_SECOND = 10;
  private static final int LIMITED = 50;

  /** Rounds until the JVM has compiled what counts. */
  private static final int WARM_UP = 200;

  private static final PrintStream OUT = System.out;

  private final Vertx vertx = Vertx.vertx();

  private UrlBenchmark() {}

  public static void main(String[] args) {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 25;
    UrlBenchmark benchmark = new UrlBenchmark();
    benchmark.oneCallEach(rounds);
    benchmark.listings(rounds);
    benchmark.limited();
    await(benchmark.vertx.close());
    System.exit(0);
  }

  /** The service as far as it asks CI systems; one host is one of them, with its own limits. */
  private final class Service {
    private final List<ConfiguredSystems> systems = new ArrayList<>();
    private final Context context = vertx.getOrCreateContext();
    private ResolveLinks links = forgetful();

    Service(List<SlowGitHub> hosts, Map<String, String> more) {
      ProviderHost host =
          new ProviderHost(
              vertx, CiProviders.load(), Map.of(), Clockwork.real(vertx), CallListener.NOBODY);
      for (SlowGitHub one : hosts) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("api_url", one.url());
        settings.put("token", "ghs_bench");
        settings.put("repository", "octo-org/hello-world");
        systems.add(new ConfiguredSystems(host, Map.of("github", settings)));
      }
    }

    void forget() {
      links = forgetful();
    }

    private ResolveLinks forgetful() {
      LinkRules usual = LinkRules.USUAL;
      LinkRules rules =
          new LinkRules(
              Duration.ofSeconds(60),
              AT_ONCE,
              usual.queue(),
              usual.keep(),
              usual.keepMisses(),
              usual.margin(),
              usual.pages());
      InMemoryBooks books = new InMemoryBooks();
      CiSystems ofRun = run -> systems.get(Integer.parseInt(run.id()) % systems.size()).of(run);
      Links.Needs needs =
          new Links.Needs(
              ofRun,
              books,
              books,
              (run, names) -> Future.succeededFuture(Map.of()),
              (run, most) -> Future.succeededFuture(List.of()),
              files -> Future.succeededFuture(Map.of()));
      return Links.of(needs, rules, new LinkMeters(new SimpleMeterRegistry()), Clock.systemUTC())
          .resolve();
    }

    Future<Map<String, LinkAnswer>> ask(int run, List<String> names) {
      return links.ofCiRun(new CiRun("github", null, Integer.toString(run)), names);
    }

    /** All at once, on the event loop, as requests come in. */
    List<Map<String, LinkAnswer>> askAll(int runs, List<String> names) {
      Promise<List<Map<String, LinkAnswer>>> all = Promise.promise();
      context.runOnContext(
          now ->
              Future.all(IntStream.range(0, runs).mapToObj(run -> ask(run, names)).toList())
                  .map(done -> done.<Map<String, LinkAnswer>>list())
                  .onComplete(all));
      return await(all.future());
    }
  }

  private void oneCallEach(int rounds) {
    List<SlowGitHub> hosts =
        IntStream.range(0, HOSTS).mapToObj(i -> SlowGitHub.start(vertx, CALL_MS, 1)).toList();
    double[] took = new double[rounds];
    Service service = new Service(hosts, Map.of());
    for (int round = -WARM_UP; round < rounds; round++) {
      service.forget();
      hosts.forEach(SlowGitHub::forget);
      long start = System.nanoTime();
      var answers = service.askAll(URLS, List.of("file-0"));
      took[Math.max(0, round)] = millis(start);
      require(answers.stream().allMatch(UrlBenchmark::found), "a link for each");
    }
    int calls = hosts.stream().mapToInt(SlowGitHub::calls).sum();
    double sequential = sequential(service);
    double bound = Math.ceil((double) URLS / AT_ONCE) * CALL_MS;
    double ours = median(took);
    OUT.printf(
        "%d URLs, %d hosts, %d calls of %d ms, %d at once:%n  sequential %,.0f ms (bound %,d ms)  "
            + " ours %.1f ms   %.1f times as fast%n  bound %.0f ms, ratio to it %.3f (target 1.15);"
            + " fastest %.1f ms; a bare HTTP client on this machine %.1f ms%n",
        URLS,
        HOSTS,
        calls,
        CALL_MS,
        AT_ONCE,
        sequential,
        URLS * CALL_MS,
        ours,
        sequential / ours,
        bound,
        ours / bound,
        Arrays.stream(took).min().orElse(0),
        bare(hosts, rounds));
  }

  /** The same calls without us: what this machine makes of the bound. */
  private double bare(List<SlowGitHub> hosts, int rounds) {
    HttpClient client =
        vertx.createHttpClient(new HttpClientOptions(), new PoolOptions().setHttp1MaxSize(AT_ONCE));
    double[] took = new double[rounds];
    for (int round = -WARM_UP; round < rounds; round++) {
      long start = System.nanoTime();
      await(
          Future.all(
              IntStream.range(0, AT_ONCE)
                  .mapToObj(
                      i ->
                          get(client, hosts.get(i % HOSTS))
                              .compose(once -> get(client, hosts.get(i % HOSTS))))
                  .toList()));
      took[Math.max(0, round)] = millis(start);
    }
    await(client.close());
    return median(took);
  }

  private static Future<JsonObject> get(HttpClient client, SlowGitHub host) {
    return client
        .request(new RequestOptions().setAbsoluteURI(host.url() + "/artifacts"))
        .compose(request -> request.send())
        .compose(answer -> answer.body())
        .map(Buffer::toJsonObject);
  }

  private static double sequential(Service service) {
    service.forget();
    long start = System.nanoTime();
    for (int run = 0; run < URLS; run++) {
      await(service.ask(run, List.of("file-0")));
    }
    return millis(start);
  }

  private void listings(int rounds) {
    List<SlowGitHub> hosts =
        IntStream.range(0, HOSTS).mapToObj(i -> SlowGitHub.start(vertx, CALL_MS, URLS)).toList();
    List<String> names = IntStream.range(0, URLS).mapToObj(i -> "file-" + i).toList();
    double[] took = new double[rounds];
    double[] warm = new double[rounds];
    int cold = 0;
    Service service = new Service(hosts, Map.of());
    for (int round = -WARM_UP; round < rounds; round++) {
      service.forget();
      hosts.forEach(SlowGitHub::forget);
      long start = System.nanoTime();
      var answers = service.askAll(HOSTS, names);
      took[Math.max(0, round)] = millis(start);
      require(answers.stream().allMatch(UrlBenchmark::found), "a link for each");
      cold = hosts.stream().mapToInt(SlowGitHub::calls).sum();
      start = System.nanoTime();
      service.askAll(HOSTS, names);
      warm[Math.max(0, round)] = millis(start);
      require(hosts.stream().mapToInt(SlowGitHub::calls).sum() == cold, "no call when warm");
    }
    double trip = CALL_MS * 2.0;
    OUT.printf(
        "%d URLs of a run on each of %d hosts, pages of 100: %d calls (least %d), warm 0%n"
            + "  ours %.1f ms, two trips that need each other %.0f ms, ratio %.3f (target 1.3);"
            + " warm %.2f ms%n",
        URLS, HOSTS, cold, HOSTS * 2, median(took), trip, median(took) / trip, median(warm));
  }

  private void limited() {
    SlowGitHub host = SlowGitHub.start(vertx, 0, 1);
    Service service =
        new Service(List.of(host), Map.of("requests_per_second", Integer.toString(A_SECOND)));
    long start = System.nanoTime();
    var answers = service.askAll(LIMITED, List.of("file-0"));
    double took = millis(start);
    require(answers.stream().allMatch(UrlBenchmark::found), "a link for each");
    // The first ten need not wait.
    double own = (LIMITED - A_SECOND) * 1_000.0 / A_SECOND;
    OUT.printf(
        "%d calls to a host that allows %d a second: at most %d within any second, %.0f ms;%n"
            + "  the limit makes them take %.0f ms, ratio %.3f (target 1.1)%n",
        LIMITED, A_SECOND, host.mostWithinASecond(), took, own, took / own);
  }

  private static boolean found(Map<String, LinkAnswer> answer) {
    return answer.values().stream().allMatch(LinkAnswer.AtProvider.class::isInstance);
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalStateException("expected: " + what);
    }
  }

  private static double millis(long start) {
    return (System.nanoTime() - start) / 1e6;
  }

  private static double median(double[] times) {
    double[] sorted = times.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  static <T> T await(Future<T> future) {
    try {
      return future.await(120, TimeUnit.SECONDS);
    } catch (java.util.concurrent.TimeoutException e) {
      throw new IllegalStateException("nothing came of it in two minutes", e);
    }
  }
}
