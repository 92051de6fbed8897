package dev.verdict.artifacts.outbound.files;

import static dev.verdict.artifacts.usecase.Staging.Form.COMPACT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdict.artifacts.Bytes;
import dev.verdict.artifacts.ShiftedClock;
import dev.verdict.artifacts.domain.Categories;
import dev.verdict.artifacts.domain.Digest;
import dev.verdict.artifacts.domain.Encoding;
import dev.verdict.artifacts.domain.Refusal;
import dev.verdict.artifacts.domain.StagedFile;
import dev.verdict.artifacts.usecase.ArtifactRules;
import dev.verdict.artifacts.usecase.StoreBundle;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class LocalStoreTest {
  private static final long LIMIT = 64 << 20;

  @TempDir Path root;
  private final ShiftedClock clock = new ShiftedClock();
  private final Vertx vertx = Vertx.vertx();
  private final Context context = vertx.getOrCreateContext();
  private FileThreads threads;
  private LocalStaging staging;
  private LocalBundles bundles;
  private StoreBundle storeBundle;

  @BeforeEach
  void open() throws IOException {
    threads = new FileThreads(vertx);
    reopen(0);
  }

  /** What a process finds that starts over the same directory. */
  private void reopen(long keepFree) throws IOException {
    StoreDirectory store = StoreDirectory.open(root, keepFree);
    staging = new LocalStaging(store, threads, clock);
    bundles = new LocalBundles(store, threads, clock);
    Duration day = Duration.ofDays(1);
    storeBundle =
        new StoreBundle(
            staging,
            bundles,
            new ArtifactRules(LIMIT, LIMIT, true, LIMIT, day, day, day, Categories.USUAL));
  }

  @AfterEach
  void close() throws Exception {
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  private <T> T await(Supplier<Future<T>> work) throws Exception {
    Promise<T> done = Promise.promise();
    context.runOnContext(now -> work.get().onComplete(done));
    return done.future().await(20, TimeUnit.SECONDS);
  }

  private FakeBody body(byte[] piece, int times, @Nullable Throwable breaksWith) {
    return new FakeBody(context, piece, times, breaksWith);
  }

  private StagedFile receive(byte[] content) throws Exception {
    return await(
        () -> staging.receive(body(content, 1, null), OptionalLong.empty(), LIMIT, COMPACT));
  }

  private List<Path> files(String room) throws IOException {
    try (var files = Files.walk(root.resolve(room))) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void aCrashBeforeTheRenameLeavesNothingThatIsServed() throws Exception {
    byte[] content = Bytes.noise(100_000, 1);
    StagedFile whole = receive(content);

    reopen(0);

    assertThat(await(() -> bundles.use(whole.digest()))).isEmpty();
    assertThat(files("staging")).hasSize(1);
    assertThat(await(() -> staging.sweep(10))).isZero();
    clock.advance(Duration.ofHours(2));
    assertThat(await(() -> staging.sweep(10))).isEqualTo(1);
    assertThat(files("staging")).isEmpty();
  }

  @Test
  void afterTheRenameItIsThereForEverybody() throws Exception {
    byte[] content = Bytes.noise(100_000, 2);
    StagedFile whole = receive(content);
    await(() -> bundles.publish(whole));
    // A transaction that is run again publishes again.
    await(() -> bundles.publish(whole));
    await(() -> staging.discard(whole));

    reopen(0);

    assertThat(whole.digest().hex()).isEqualTo(Bytes.sha256(content));
    assertThat(await(() -> bundles.use(whole.digest()))).hasValue(100_000);
    assertThat(files("staging")).isEmpty();
    assertThat(files("bundles"))
        .singleElement()
        .satisfies(file -> assertThat(file).hasBinaryContent(content));
  }

  @Test
  void aLargeBodyWaitsForTheDisk() throws Exception {
    byte[] piece = Bytes.noise(256 * 1024, 3);

    StagedFile whole =
        await(() -> staging.receive(body(piece, 100, null), OptionalLong.empty(), LIMIT, COMPACT));

    assertThat(whole.sizeBytes()).isEqualTo(100L * piece.length);
    assertThat(whole.head()).hasSize(1024);
    assertThat(Files.size(files("staging").get(0))).isEqualTo(100L * piece.length);
  }

  @Test
  void aLongTextIsMadeSmallAndAShortOneOrNoiseIsLeftAlone() throws Exception {
    byte[] lines = "the same line again\n".repeat(10_000).getBytes(StandardCharsets.UTF_8);

    StagedFile text = receive(lines);
    StagedFile note = receive(Bytes.of("a note"));
    StagedFile noise = receive(Bytes.noise(100_000, 9));

    assertThat(text.encoding()).isEqualTo(Encoding.GZIP);
    assertThat(text.storedBytes()).isLessThan(lines.length / 10);
    assertThat(text.sizeBytes()).isEqualTo(lines.length);
    assertThat(text.digest().hex()).isEqualTo(Bytes.sha256(lines));
    assertThat(await(() -> staging.read(text, Bytes::sha256))).isEqualTo(Bytes.sha256(lines));
    assertThat(note.encoding()).isEqualTo(Encoding.IDENTITY);
    assertThat(noise.encoding()).isEqualTo(Encoding.IDENTITY);
  }

  @Test
  void aBodyThatBreaksOffLeavesNothing() throws Exception {
    byte[] piece = Bytes.noise(300_000, 4);
    IOException cut = new IOException("connection reset");

    assertThatThrownBy(
            () ->
                await(
                    () ->
                        staging.receive(body(piece, 5, cut), OptionalLong.empty(), LIMIT, COMPACT)))
        .hasMessageContaining("connection reset");

    assertThat(files("staging")).isEmpty();
  }

  @Test
  void tooMuchIsNoticedWhileItComes() throws Exception {
    byte[] piece = Bytes.noise(300_000, 5);

    assertThatThrownBy(
            () ->
                await(
                    () ->
                        staging.receive(
                            body(piece, 5, null), OptionalLong.empty(), 1_000_000, COMPACT)))
        .isInstanceOf(Refusal.TooLarge.class);
    assertThatThrownBy(
            () ->
                await(
                    () ->
                        staging.receive(
                            body(piece, 5, null), OptionalLong.of(1_500_000), 1_000_000, COMPACT)))
        .isInstanceOf(Refusal.TooLarge.class);

    assertThat(files("staging")).isEmpty();
  }

  @Test
  void otherBytesThanPromisedAreNotPublished() throws Exception {
    Digest promised = new Digest(Bytes.sha256(Bytes.of("promised")));

    assertThatThrownBy(
            () ->
                await(
                    () ->
                        storeBundle.store(
                            promised, body(Bytes.of("other"), 1, null), OptionalLong.empty())))
        .isInstanceOf(Refusal.DigestMismatch.class);

    assertThat(files("staging")).isEmpty();
    assertThat(files("bundles")).isEmpty();
  }

  @Test
  void manyMayBringTheSameAtOnce() throws Exception {
    byte[] content = Bytes.noise(500_000, 6);
    Digest digest = new Digest(Bytes.sha256(content));

    await(
        () ->
            Future.join(
                IntStream.range(0, 12)
                    .mapToObj(
                        i ->
                            storeBundle.store(digest, body(content, 1, null), OptionalLong.empty()))
                    .toList()));

    assertThat(files("bundles"))
        .singleElement()
        .satisfies(file -> assertThat(file).hasBinaryContent(content));
    assertThat(files("staging")).isEmpty();
  }

  @Test
  void whenTheRoomThatOthersNeedIsReachedNothingIsTaken() throws Exception {
    reopen(Long.MAX_VALUE / 2);

    assertThatThrownBy(() -> receive(Bytes.of("x")))
        .isInstanceOf(Refusal.DiskFull.class)
        .hasMessageContaining("expected: at least 1");
    assertThat(files("staging")).isEmpty();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aDeviceThatIsFullIsToldAsSuch() throws Exception {
    HashedFile full = HashedFile.at(Path.of("/dev/full"));

    assertThatThrownBy(
            () ->
                await(
                    () ->
                        threads.call(
                            () -> {
                              full.write(new byte[100], 0, 100);
                              return null;
                            })))
        .isInstanceOf(Refusal.DiskFull.class);
    full.close();
  }
}
