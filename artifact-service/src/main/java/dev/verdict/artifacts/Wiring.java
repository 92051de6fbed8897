package dev.verdict.artifacts;

import dev.verdict.artifacts.inbound.http.ArtifactApi.UseCases;
import dev.verdict.artifacts.inbound.kafka.LogPieces.Provenance;
import dev.verdict.artifacts.outbound.ci.ConfiguredSystems;
import dev.verdict.artifacts.outbound.files.FileThreads;
import dev.verdict.artifacts.outbound.files.LocalBlobs;
import dev.verdict.artifacts.outbound.files.LocalBundles;
import dev.verdict.artifacts.outbound.files.LocalLogs;
import dev.verdict.artifacts.outbound.files.LocalStaging;
import dev.verdict.artifacts.outbound.files.StoreDirectory;
import dev.verdict.artifacts.outbound.kafka.KafkaAnnouncements;
import dev.verdict.artifacts.outbound.pg.PgArtifactCatalog;
import dev.verdict.artifacts.outbound.pg.PgArtifactSearch;
import dev.verdict.artifacts.outbound.pg.PgCopyQueue;
import dev.verdict.artifacts.outbound.pg.PgFinishedRuns;
import dev.verdict.artifacts.outbound.pg.PgLogLedger;
import dev.verdict.artifacts.outbound.pg.PgRemoteBook;
import dev.verdict.artifacts.outbound.pg.PgRunBook;
import dev.verdict.artifacts.outbound.s3.S3Blobs;
import dev.verdict.artifacts.outbound.s3.S3Bundles;
import dev.verdict.artifacts.outbound.s3.S3Connection;
import dev.verdict.artifacts.usecase.AppendLog;
import dev.verdict.artifacts.usecase.ArtifactMeters;
import dev.verdict.artifacts.usecase.Blobs;
import dev.verdict.artifacts.usecase.Bundles;
import dev.verdict.artifacts.usecase.FollowLog;
import dev.verdict.artifacts.usecase.HearOfRuns;
import dev.verdict.artifacts.usecase.LogSignals;
import dev.verdict.artifacts.usecase.PurgeRun;
import dev.verdict.artifacts.usecase.ReadArtifacts;
import dev.verdict.artifacts.usecase.SealLogs;
import dev.verdict.artifacts.usecase.SearchArtifacts;
import dev.verdict.artifacts.usecase.SendArtifact;
import dev.verdict.artifacts.usecase.Staging;
import dev.verdict.artifacts.usecase.StoreBundle;
import dev.verdict.artifacts.usecase.SweepStore;
import dev.verdict.artifacts.usecase.TellArtifacts;
import dev.verdict.artifacts.usecase.UploadArtifact;
import dev.verdict.artifacts.usecase.compare.CompareArtifacts;
import dev.verdict.artifacts.usecase.copies.CopyEvidence;
import dev.verdict.artifacts.usecase.copies.CopyMeters;
import dev.verdict.artifacts.usecase.links.KeptCopies;
import dev.verdict.artifacts.usecase.links.LinkMeters;
import dev.verdict.artifacts.usecase.links.Links;
import dev.verdict.contract.Topics;
import dev.verdict.runtime.access.Access;
import dev.verdict.runtime.kafka.Publisher;
import dev.verdict.runtime.metrics.Metrics;
import dev.verdict.runtime.pg.Database;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is made of what. */
record Wiring(
    Access access,
    Staging staging,
    UseCases useCases,
    AppendLog append,
    HearOfRuns hear,
    TellArtifacts telling,
    CopyEvidence copying,
    SealLogs sealing,
    SweepStore sweeping,
    ArtifactMeters meters,
    ConfiguredSystems systems) {

  /**
   * What holds something open.
   *
   * @param bucket absent when artifacts are on disk
   */
  record Opened(
      Access access,
      Database database,
      FileThreads threads,
      StoreDirectory directory,
      Publisher publisher,
      @Nullable S3Connection bucket) {

    Blobs blobs(Clock clock) {
      return bucket == null
          ? new LocalBlobs(directory, threads, clock)
          : new S3Blobs(bucket, directory::staged, clock);
    }

    Bundles bundles(Clock clock) {
      return bucket == null
          ? new LocalBundles(directory, threads, clock)
          : new S3Bundles(bucket, directory::staged, clock);
    }
  }

  static Wiring of(Vertx vertx, ArtifactSettings settings, Clock clock, Opened opened) {
    StoreDirectory directory = opened.directory();
    FileThreads threads = opened.threads();
    Database database = opened.database();
    var staging = new LocalStaging(directory, threads, clock);
    Blobs blobs = opened.blobs(clock);
    Bundles bundles = opened.bundles(clock);
    var logFiles = new LocalLogs(directory, threads, clock);
    var catalog = new PgArtifactCatalog(database, blobs);
    var ledger = new PgLogLedger(database, blobs);
    var rules = settings.artifacts();
    var logRules = settings.logs();
    var meters = new ArtifactMeters(Metrics.of(vertx).registry());
    var signals = new LogSignals();
    meters.followers(signals);

    var read = new ReadArtifacts(catalog, blobs, clock);
    var runs = new PgRunBook(database);
    var systems =
        ConfiguredSystems.open(vertx, clock, settings.providers(), Metrics.of(vertx).registry());
    var search = new SearchArtifacts(new PgArtifactSearch(database), clock);
    var remote = new PgRemoteBook(database);
    var copies = new PgCopyQueue(database);
    KeptCopies kept = files -> copies.kept(files, clock.instant());
    var needs = new Links.Needs(systems, runs, remote, read::newest, search::ofRun, kept);
    var links =
        Links.of(needs, settings.links(), new LinkMeters(Metrics.of(vertx).registry()), clock);
    var upload = new UploadArtifact(staging, catalog, rules, clock);
    var sealing =
        new SealLogs(vertx, ledger, logFiles, staging, signals, logRules, rules.retention(), clock);
    var useCases =
        new UseCases(
            new StoreBundle(staging, bundles, rules),
            new SendArtifact(staging, upload, runs, remote, systems),
            read,
            search,
            new CompareArtifacts(vertx, read),
            new PurgeRun(catalog, ledger, logFiles, signals, copies, clock),
            links,
            new FollowLog(vertx, ledger, logFiles, read, signals, logRules, clock));
    var finished = new PgFinishedRuns(database);
    var announcements = new KafkaAnnouncements(opened.publisher());
    var telling = new TellArtifacts(vertx, finished, links.gather(), announcements, clock);
    var store =
        new SweepStore.Store(
            catalog, ledger, blobs, bundles, logFiles, staging, runs, remote, finished, copies);
    var copyMeters = new CopyMeters(Metrics.of(vertx).registry());
    var copying =
        new CopyEvidence(vertx, copies, links.atCi(), upload, settings.copies(), copyMeters, clock);
    var notices = new HearOfRuns.Notices(finished, telling::wake, copying::failed);
    return new Wiring(
        opened.access(),
        staging,
        useCases,
        new AppendLog(ledger, logFiles, signals, sealing, logRules, meters, clock),
        new HearOfRuns(ledger, runs, sealing, notices, logRules, clock),
        telling,
        copying,
        sealing,
        new SweepStore(vertx, store, rules, meters, settings.sweepInterval(), clock),
        meters,
        systems);
  }

  /** A piece may have waited longer in the queue than its token lives. */
  Provenance provenance() {
    return (record, worker, attempt) ->
        access
            .tokens()
            .verify(record.header(Topics.TOKEN_HEADER), record.at())
            .compose(
                signedBy ->
                    signedBy.equals(Optional.of(worker))
                        ? access
                            .passes()
                            .isGiven(record.header(Topics.PASS_HEADER), worker, attempt)
                        : Future.succeededFuture(false));
  }

  Future<Void> stop() {
    return copying
        .stop()
        .compose(quiet -> telling.stop())
        .compose(quiet -> sealing.stop())
        .compose(quiet -> sweeping.stop())
        .compose(quiet -> systems.close().otherwiseEmpty());
  }
}
