package dev.verdict.coordinator;

import dev.verdict.ci.BytesSource;
import dev.verdict.plugin.ci.ArtifactContent;
import dev.verdict.plugin.ci.ArtifactCursor;
import dev.verdict.plugin.ci.ArtifactLink;
import dev.verdict.plugin.ci.ArtifactPage;
import dev.verdict.plugin.ci.Capabilities;
import dev.verdict.plugin.ci.CiProvider;
import dev.verdict.plugin.ci.CiProviderFactory;
import dev.verdict.plugin.ci.ConnectionError;
import dev.verdict.plugin.ci.DeliveryHistory;
import dev.verdict.plugin.ci.Failure;
import dev.verdict.plugin.ci.Operation;
import dev.verdict.plugin.ci.PermissionError;
import dev.verdict.plugin.ci.ProviderContext;
import dev.verdict.plugin.ci.ProviderSetting;
import dev.verdict.plugin.ci.RemoteArtifact;
import dev.verdict.plugin.ci.ResourceNotFoundError;
import dev.verdict.plugin.ci.RunState;
import dev.verdict.plugin.ci.ShortCommits;
import dev.verdict.plugin.ci.TestRunStatus;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A CI system that there is not: its runs and their files are what a test says. */
public final class FakeCi implements CiProviderFactory {
  /** By run: the name of each artifact and its bytes. */
  static final Map<String, Map<String, byte[]>> ARTIFACTS = new ConcurrentHashMap<>();

  static final Map<String, RunState> STATES = new ConcurrentHashMap<>();

  /** How many more downloads fail. */
  static final AtomicInteger FAILING = new AtomicInteger();

  /** Runs of which nothing is told before the future is done. */
  static final Map<String, Future<Void>> HELD = new ConcurrentHashMap<>();

  /** Runs whose files nobody may have. */
  static final Set<String> FORBIDDEN = ConcurrentHashMap.newKeySet();

  /** What was sent, the newest first; its key is what was said. */
  static final List<DeliveryHistory.Sent> SENT = new CopyOnWriteArrayList<>();

  /** Ids of deliveries that it lists and does not have any more. */
  static final Set<String> GONE = ConcurrentHashMap.newKeySet();

  /** Ids of deliveries that it lists and fails to tell: how often it was asked for each. */
  static final Map<String, AtomicInteger> BROKEN = new ConcurrentHashMap<>();

  static void artifact(String run, String name, byte[] content) {
    ARTIFACTS.computeIfAbsent(run, any -> new ConcurrentSkipListMap<>()).put(name, content);
  }

  @Override
  public String name() {
    return "fake";
  }

  @Override
  public String title() {
    return "Fake";
  }

  @Override
  public List<ProviderSetting> settings() {
    return List.of(
        ProviderSetting.required("token", ProviderSetting.Kind.SECRET, "its credential"));
  }

  @Override
  public Capabilities capabilities() {
    return Capabilities.all();
  }

  @Override
  public boolean remembersDeliveries() {
    return true;
  }

  @Override
  public CiProvider create(ProviderContext context) {
    return new Provider();
  }

  private static final class Provider implements CiProvider, DeliveryHistory, ShortCommits {
    @Override
    public Future<String> fullCommit(String digits) {
      return digits.startsWith("f")
          ? Future.failedFuture(
              new ResourceNotFoundError(
                  Failure.of("fake", Operation.RESOLVE_COMMIT, "not there", "push it")))
          : Future.succeededFuture(digits.substring(0, 1).repeat(40));
    }

    @Override
    public String name() {
      return "fake";
    }

    @Override
    public Capabilities capabilities() {
      return Capabilities.all();
    }

    /** Two a page. */
    @Override
    public Future<Page> sent(Question question, String page) {
      int from = page.isEmpty() ? 0 : Integer.parseInt(page);
      int to = Math.min(SENT.size(), from + 2);
      return Future.succeededFuture(
          new Page(SENT.subList(from, to), to < SENT.size() ? Integer.toString(to) : null));
    }

    @Override
    public Future<Request> request(Sent sent) {
      if (GONE.contains(sent.deliveryId())) {
        return Future.failedFuture(
            new ResourceNotFoundError(
                Failure.of("fake", Operation.LIST_DELIVERIES, "not there", "nothing")));
      }
      AtomicInteger broken = BROKEN.get(sent.deliveryId());
      if (broken != null) {
        broken.incrementAndGet();
        return Future.failedFuture(
            new ConnectionError(
                Failure.of("fake", Operation.LIST_DELIVERIES, "500 a bug", "wait")));
      }
      return Future.succeededFuture(
          new Request(
              Map.of(
                  "X-Fake-Delivery", List.of(sent.deliveryId()),
                  "Content-Type", List.of("application/json")),
              sent.key().getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public Future<Void> initialize() {
      return Future.succeededFuture();
    }

    @Override
    public Future<TestRunStatus> getTestRunStatus(String run) {
      RunState state = STATES.getOrDefault(run, RunState.RUNNING);
      return HELD.getOrDefault(run, Future.succeededFuture())
          .map(new TestRunStatus(run, state, state.word(), null, null, null, null, null, null));
    }

    @Override
    public List<ArtifactCursor> artifactPlaces(String run) {
      return List.of(ArtifactCursor.first(run, "all"));
    }

    @Override
    public Future<ArtifactPage> listArtifacts(ArtifactCursor cursor) {
      String run = cursor.testRunId();
      return Future.succeededFuture(
          ArtifactPage.last(
              ARTIFACTS.getOrDefault(run, Map.of()).entrySet().stream()
                  .map(
                      one ->
                          new RemoteArtifact(
                              run,
                              one.getKey(),
                              one.getKey(),
                              (long) one.getValue().length,
                              null,
                              null,
                              null,
                              null,
                              new ArtifactLink(
                                  URI.create("https://example.org/" + run),
                                  ArtifactLink.Reach.CREDENTIAL,
                                  null)))
                  .toList()));
    }

    @Override
    public Future<ArtifactContent> downloadArtifact(RemoteArtifact artifact, long from) {
      if (FAILING.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
        return Future.failedFuture(
            new ConnectionError(
                Failure.of("fake", Operation.DOWNLOAD_ARTIFACT, "cut off", "wait")));
      }
      if (FORBIDDEN.contains(artifact.testRunId())) {
        return Future.failedFuture(
            new PermissionError(
                Failure.of("fake", Operation.DOWNLOAD_ARTIFACT, "not for you", "ask")));
      }
      byte[] content =
          ARTIFACTS
              .getOrDefault(artifact.testRunId(), Map.of())
              .getOrDefault(artifact.name(), new byte[0]);
      return HELD.getOrDefault(artifact.testRunId(), Future.succeededFuture())
          .compose(free -> new BytesSource(Buffer.buffer(content)).open())
          .map(body -> new ArtifactContent(body, 0, (long) content.length, null));
    }
  }
}
