package dev.verdict.artifacts.usecase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdict.artifacts.Bytes;
import dev.verdict.artifacts.ShiftedClock;
import dev.verdict.artifacts.domain.LogKey;
import dev.verdict.artifacts.domain.LogPiece;
import dev.verdict.artifacts.outbound.files.FileThreads;
import dev.verdict.artifacts.outbound.files.LocalBlobs;
import dev.verdict.artifacts.outbound.files.LocalLogs;
import dev.verdict.artifacts.outbound.files.LocalStaging;
import dev.verdict.artifacts.outbound.files.StoreDirectory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs from the first piece to the artifact, on real files and a ledger in memory. */
class LogLifeTest {
  private static final Duration IDLE = Duration.ofSeconds(20);

  @TempDir Path root;
  private final UUID run = UUID.randomUUID();
  private final UUID worker = UUID.randomUUID();
  private final LogKey key = new LogKey(UUID.randomUUID(), 1);
  private final Vertx vertx = Vertx.vertx();
  private final ShiftedClock clock = new ShiftedClock();
  private final LogSignals signals = new LogSignals();
  private FakeLedger ledger;
  private AppendLog append;
  private SealLogs sealing;
  private FollowLog follow;

  @BeforeEach
  void open() throws IOException {
    var threads = new FileThreads(vertx);
    var store = StoreDirectory.open(root, 0);
    var blobs = new LocalBlobs(store, threads, clock);
    ledger = new FakeLedger(blobs);
    var files = new LocalLogs(store, threads, clock);
    var staging = new LocalStaging(store, threads, clock);
    var rules = new LogRules(1 << 20, Duration.ofSeconds(5), true, IDLE, Duration.ofHours(1));
    var meters = new ArtifactMeters(new SimpleMeterRegistry());
    var read = new ReadArtifacts(new FakeCatalog(ledger), blobs, clock);
    sealing =
        new SealLogs(vertx, ledger, files, staging, signals, rules, Duration.ofDays(30), clock);
    append = new AppendLog(ledger, files, signals, sealing, rules, meters, clock);
    follow = new FollowLog(vertx, ledger, files, read, signals, rules, clock);
  }

  @AfterEach
  void close() throws Exception {
    await(sealing.stop());
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.await(20, TimeUnit.SECONDS);
  }

  private LogPiece piece(long offset, String text, boolean last) {
    return new LogPiece(key, run, worker, offset, last, Bytes.of(text));
  }

  private Path file() {
    return root.resolve("logs").resolve(key.taskId() + ".1");
  }

  @Test
  void aCrashBetweenTheFileAndTheLedgerIsRepairedByTheSamePieces() throws Exception {
    ledger.failSaves = 1;
    List<LogPiece> pieces = List.of(piece(0, "hello ", false), piece(6, "world", true));

    assertThatThrownBy(() -> await(append.append(pieces))).hasMessageContaining("went away");
    assertThat(file()).hasContent("hello world");
    assertThat(ledger.logs).isEmpty();

    await(append.append(pieces));
    assertThat(file()).hasContent("hello world");
    assertThat(ledger.log(key).covered().end()).isEqualTo(11);
  }

  @Test
  void aLogThatCannotBeSealedNowIsSealedLaterAndNothingIsLeftBehind() throws Exception {
    await(sealing.stop());
    ledger.failSeals = 1;
    await(append.append(List.of(piece(0, "all of it", true))));

    await(sealing.sealDue());
    assertThat(ledger.sealed).isEmpty();
    assertThat(ledger.postponed).containsExactly(key);
    assertThat(file()).exists();
    assertThat(root.resolve("staging")).isEmptyDirectory();

    ledger.postponed.clear();
    await(sealing.sealDue());
    assertThat(ledger.sealed).hasSize(1);
    assertThat(ledger.sealed.get(0).artifact().name()).isEqualTo("the task.log");
    assertThat(ledger.log(key).sealedAt()).isNotNull();
    assertThat(file()).doesNotExist();
  }

  @Test
  void aFollowerHearsOfEachPieceAndGoesWithTheLast() throws Exception {
    await(append.append(List.of(piece(0, "one ", false))));
    FollowedLog log = await(follow.open(key, 0, true)).orElseThrow();
    assertThat(await(log.next())).isEqualTo(Buffer.buffer("one "));

    Future<Buffer> waiting = log.next();
    assertThat(waiting.isComplete()).isFalse();
    await(append.append(List.of(piece(4, "two", true))));

    assertThat(await(waiting)).isEqualTo(Buffer.buffer("two"));
    assertThat(await(log.next()).length()).isZero();
    assertThat(log.isFinished()).isTrue();
    assertThat(signals.waiters()).isZero();
  }

  @Test
  void aFollowerWhoHearsNothingIsLetGoAndKnowsThatItWasNotTheEnd() throws Exception {
    await(append.append(List.of(piece(0, "one ", false))));
    FollowedLog log = await(follow.open(key, 0, true)).orElseThrow();
    await(log.next());

    Future<Buffer> waiting = log.next();
    clock.advance(IDLE.plusSeconds(1));
    signals.signal(key);

    assertThat(await(waiting).length()).isZero();
    assertThat(log.isFinished()).isFalse();
    assertThat(signals.waiters()).isZero();
  }

  @Test
  void aFollowerWhoLeavesWaitsNoLonger() throws Exception {
    await(append.append(List.of(piece(0, "one ", false))));
    FollowedLog log = await(follow.open(key, 4, true)).orElseThrow();
    Future<Buffer> waiting = log.next();
    assertThat(signals.waiters()).isEqualTo(1);

    log.close();

    assertThat(signals.waiters()).isZero();
    assertThat(await(waiting).length()).isZero();
  }

  @Test
  void whoDoesNotFollowGetsWhatIsThere() throws Exception {
    await(append.append(List.of(piece(0, "one ", false))));
    FollowedLog log = await(follow.open(key, 2, false)).orElseThrow();

    assertThat(await(log.next())).isEqualTo(Buffer.buffer("e "));
    assertThat(await(log.next()).length()).isZero();
    assertThat(log.isFinished()).isFalse();
    assertThat(await(follow.open(new LogKey(UUID.randomUUID(), 1), 0, false))).isEmpty();
  }

  @Test
  void whoWaitsForALogThatNeverBeginsIsToldSo() throws Exception {
    LogKey never = new LogKey(UUID.randomUUID(), 1);
    var waiting = follow.open(never, 0, true);
    clock.advance(IDLE.plusSeconds(1));
    signals.signal(never);

    assertThat(await(waiting)).isEmpty();
    assertThat(signals.waiters()).isZero();
  }
}
