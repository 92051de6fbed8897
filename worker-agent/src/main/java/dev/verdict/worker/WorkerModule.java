package dev.verdict.worker;

import dev.verdict.bundles.BundleCache;
import dev.verdict.bundles.BundleUnpacker;
import dev.verdict.bundles.TreeLimits;
import dev.verdict.bundles.UnpackLimits;
import dev.verdict.contract.api.Enrolment;
import dev.verdict.runners.Runners;
import dev.verdict.runtime.http.HealthChecks;
import dev.verdict.runtime.kafka.KafkaClients;
import dev.verdict.runtime.kafka.Publisher;
import dev.verdict.runtime.lifecycle.ServiceModule;
import dev.verdict.runtime.metrics.Metrics;
import dev.verdict.runtime.tls.TlsFiles;
import dev.verdict.runtime.tracing.Tracing;
import dev.verdict.worker.inbound.KafkaOrders;
import dev.verdict.worker.inbound.WorkerHealth;
import dev.verdict.worker.outbound.FetchSource;
import dev.verdict.worker.outbound.GitRepositories;
import dev.verdict.worker.outbound.HttpArtifacts;
import dev.verdict.worker.outbound.HttpCoordinator;
import dev.verdict.worker.outbound.KafkaNews;
import dev.verdict.worker.outbound.MachineProbe;
import dev.verdict.worker.outbound.ProcessLauncher;
import dev.verdict.worker.outbound.WorkDirectory;
import dev.verdict.worker.usecase.RunOnThreads;
import dev.verdict.worker.usecase.Session;
import dev.verdict.worker.usecase.StayEnrolled;
import dev.verdict.worker.usecase.WorkerMeters;
import dev.verdict.worker.usecase.WorkerState;
import dev.verdict.worker.usecase.attempt.AttemptSecrets;
import dev.verdict.worker.usecase.attempt.AttemptTools;
import dev.verdict.worker.usecase.attempt.RunAttempt;
import dev.verdict.worker.usecase.attempt.WarmUp;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.client.WebClient;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A worker, wired by hand. */
public final class WorkerModule implements ServiceModule {
  private static final List<String> TYPES = List.of("test", "command");

  private final Vertx vertx;
  private final WorkerSettings settings;
  private final WorkerState state = new WorkerState();
  private @Nullable Publisher publisher;
  private @Nullable TlsFiles tls;
  private @Nullable WebClient http;
  private @Nullable WorkDirectory directory;
  private @Nullable LiveWorker live;

  public WorkerModule(Vertx vertx, WorkerSettings settings) {
    this.vertx = vertx;
    this.settings = settings;
  }

  @Override
  public String name() {
    return "worker";
  }

  /** The worker enrols by itself afterwards, as soon as there is a coordinator that takes it. */
  @Override
  public Future<Router> start() {
    KafkaClients kafka = new KafkaClients(vertx, settings.kafka());
    return kafka
        .publisher()
        .onSuccess(made -> publisher = made)
        .compose(made -> TlsFiles.open(vertx, settings.tls()))
        .onSuccess(files -> tls = files)
        .compose(files -> vertx.executeBlocking(() -> begin(kafka, files)))
        .map(started -> Router.router(vertx))
        .recover(failure -> stop().transform(stopped -> Future.failedFuture(failure)));
  }

  @Override
  public Future<Void> stop() {
    LiveWorker ending = live;
    Future<Void> ended =
        ending == null
            ? Future.succeededFuture()
            : vertx.executeBlocking(
                () -> {
                  ending.stop();
                  return null;
                },
                false);
    return ended.eventually(this::release);
  }

  @Override
  public HealthChecks health() {
    return WorkerHealth.of(state, System::nanoTime);
  }

  /** For whoever waits until a worker has enrolled. */
  public WorkerState state() {
    return state;
  }

  private LiveWorker begin(KafkaClients kafka, TlsFiles files) throws IOException {
    Publisher news = Objects.requireNonNull(publisher, "the publisher is opened first");
    WorkDirectory work = WorkDirectory.open(settings.workDirectory());
    directory = work;
    WebClient client = WebClient.create(vertx);
    client.updateSSLOptions(files.current().client());
    files.onChange(read -> client.updateSSLOptions(read.client()));
    http = client;
    WorkerMeters meters = new WorkerMeters(Metrics.of(vertx).registry(), settings.name(), state);
    AttemptTools tools = tools(work, client);
    RunAttempt attempts = new RunAttempt(tools, new KafkaNews(news), Clock.systemUTC());
    StayEnrolled life =
        new StayEnrolled(
            new HttpCoordinator(client, settings.coordinator(), settings.enrollKey()),
            new KafkaOrders(kafka),
            new RunOnThreads(attempts, meters),
            enrolment(),
            state,
            System::nanoTime);
    LiveWorker worker = new LiveWorker(life, state, settings);
    worker.start();
    live = worker;
    Thread.ofVirtual().name("warm-up").start(() -> WarmUp.once(tools, Clock.systemUTC()));
    return worker;
  }

  private AttemptTools tools(WorkDirectory work, WebClient client) throws IOException {
    HttpArtifacts artifacts = new HttpArtifacts(vertx, client, settings.artifacts(), this::token);
    UnpackLimits usual = UnpackLimits.DEFAULT;
    BundleUnpacker unpacker =
        new BundleUnpacker(
            new UnpackLimits(
                usual.archiveBytes(),
                settings.sourceBytes(),
                usual.entries(),
                usual.ratio(),
                usual.depth(),
                usual.nameLength()));
    BundleCache bundles =
        BundleCache.open(work.bundles(), settings.cacheBytes(), unpacker, artifacts);
    GitRepositories git =
        new GitRepositories(
            work.repositories(), settings.gitCredentials(), settings.sourceTimeout());
    TreeLimits shared = new TreeLimits(settings.sourceBytes(), TreeLimits.DEFAULT.entries());
    return new AttemptTools(
        work.attempts(),
        settings.sharedDirectory(),
        System.getenv(),
        Map.of(WorkDirectory.MARK, work.root().toString()),
        Runners.load(),
        new FetchSource(git, bundles, shared),
        new ProcessLauncher(),
        artifacts,
        new AttemptSecrets(settings.secretNames(), () -> List.of(settings.enrollKey().reveal())),
        settings.limits(),
        Tracing.of(vertx));
  }

  private Enrolment enrolment() {
    return new Enrolment(
        settings.name(),
        settings.effectiveSlots(),
        settings.offers().over(MachineProbe.detect()),
        TYPES,
        WorkerModule.class.getPackage().getImplementationVersion());
  }

  private String token() {
    Session session = state.session();
    return session == null ? "" : session.token();
  }

  private synchronized Future<Void> release() {
    Publisher news = publisher;
    publisher = null;
    if (tls != null) {
      tls.stop();
      tls = null;
    }
    if (http != null) {
      http.close();
      http = null;
    }
    if (directory != null) {
      directory.close();
      directory = null;
    }
    return news == null ? Future.succeededFuture() : news.close();
  }
}
