package dev.verdict.retriever;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetrieverTest {
  private static final Duration WEEK = Duration.ofDays(7);

  /** The common pool of a small machine has one thread. */
  private static final Executor BESIDE = work -> Thread.ofPlatform().daemon().start(work);

  private final Clock clock = Clock.systemUTC();
  private final FakeSource source = new FakeSource(200_000, 1);
  @TempDir Path root;

  private Retriever retriever(ArtifactSource from, long mostBytes, Clock now) throws IOException {
    return new Retriever(
        from, Optional.of(ArtifactCache.open(root.resolve("cache"), mostBytes, WEEK, now)));
  }

  private Retriever retriever() throws IOException {
    return retriever(source, 1 << 30, clock);
  }

  private Path target(String name) {
    return root.resolve("out").resolve(name);
  }

  private List<Path> cached(String room) throws IOException {
    try (var files = Files.walk(root.resolve("cache").resolve(room))) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void fetchesOnceAndServesFromTheCacheAfterwards() throws IOException {
    assertThat(retriever().retrieve(source.wish(target("a")))).isFalse();
    assertThat(retriever().retrieve(source.wish(target("b")))).isTrue();

    assertThat(target("a")).hasBinaryContent(source.content);
    assertThat(target("b")).hasBinaryContent(source.content);
    assertThat(source.askedFrom).containsExactly(0L);
    assertThat(cached("partial")).isEmpty();
  }

  @Test
  void whatBreaksOffGoesOnWhereItWas() throws IOException {
    source.breaksLeft = 2;

    retriever().retrieve(source.wish(target("a")));

    assertThat(target("a")).hasBinaryContent(source.content);
    assertThat(source.askedFrom).containsExactly(0L, 100_000L, 150_000L);
  }

  @Test
  void aLaterCallGoesOnWhereAnEarlierOneGaveUp() throws IOException {
    FakeSource dead = new FakeSource(200_000, 1);
    ArtifactSource dying =
        (artifact, from) -> {
          if (from > 0) {
            throw new ArtifactSource.Refused("gone away", new IOException());
          }
          dead.breaksLeft = 1;
          return dead.open(artifact, from);
        };
    assertThatThrownBy(() -> retriever(dying, 1 << 30, clock).retrieve(source.wish(target("a"))))
        .hasMessage("gone away");

    retriever().retrieve(source.wish(target("a")));

    assertThat(source.askedFrom).containsExactly(100_000L);
    assertThat(target("a")).hasBinaryContent(source.content);
  }

  @Test
  void aSourceWithoutRangesSendsAllAgain() throws IOException {
    source.knowsRanges = false;
    source.breaksLeft = 1;

    retriever().retrieve(source.wish(target("a")));

    assertThat(target("a")).hasBinaryContent(source.content);
  }

  @Test
  void otherBytesThanPromisedAreNeverGivenOut() throws IOException {
    source.sent = source.content.clone();
    source.sent[7]++;

    assertThatThrownBy(() -> retriever().retrieve(source.wish(target("a"))))
        .isInstanceOf(WrongContent.class)
        .hasMessageContaining(source.artifact().sha256());

    assertThat(target("a")).doesNotExist();
    assertThat(cached("partial")).isEmpty();
    assertThat(cached("files")).isEmpty();
  }

  @Test
  void aSpoiltFileInTheCacheIsFetchedAgain() throws IOException {
    retriever().retrieve(source.wish(target("a")));
    Files.writeString(cached("files").getFirst(), "spoilt");

    assertThat(retriever().retrieve(source.wish(target("b")))).isFalse();

    assertThat(target("b")).hasBinaryContent(source.content);
  }

  @Test
  void aSpoiltPartIsNotHeldAgainstTheSource() throws IOException {
    Files.createDirectories(root.resolve("cache/partial"));
    Files.write(root.resolve("cache/partial").resolve(source.artifact().sha256()), new byte[9]);

    retriever().retrieve(source.wish(target("a")));

    assertThat(target("a")).hasBinaryContent(source.content);
    assertThat(source.askedFrom).containsExactly(9L, 0L);
  }

  @Test
  void theLongestUnusedGoesWhenThereIsTooMuch() throws IOException {
    List<FakeSource> sources = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      FakeSource next = new FakeSource(100_000, i);
      sources.add(next);
      Clock later = Clock.offset(clock, Duration.ofMinutes(i));
      retriever(next, 250_000, later).retrieve(next.wish(target("f" + i)));
    }

    assertThat(cached("files"))
        .extracting(file -> file.getFileName().toString())
        .containsExactlyInAnyOrder(
            sources.get(1).artifact().sha256(), sources.get(2).artifact().sha256());
  }

  @Test
  void whatNobodyUsedForAWeekGoes() throws IOException {
    retriever().retrieve(source.wish(target("a")));
    FakeSource other = new FakeSource(10, 2);

    retriever(other, 1 << 30, Clock.offset(clock, WEEK.plusHours(1)))
        .retrieve(other.wish(target("b")));

    assertThat(cached("files"))
        .extracting(file -> file.getFileName().toString())
        .containsExactly(other.artifact().sha256());
  }

  @Test
  void manyWhoWantTheSameWaitForOneDownload() throws IOException {
    List<Retriever.Wish> wishes = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      wishes.add(source.wish(target("same" + i)));
    }

    List<Retriever.Outcome> outcomes = retriever().retrieveAll(wishes, 8);

    assertThat(outcomes).allMatch(outcome -> outcome.failure().isEmpty());
    assertThat(outcomes).filteredOn(outcome -> !outcome.fromCache()).hasSize(1);
    assertThat(source.askedFrom).hasSize(1);
  }

  @Test
  void oneThatFailsDoesNotKeepTheOthers() throws IOException {
    RemoteArtifact none = new RemoteArtifact("2", "none", FakeSource.sha256(new byte[3]), 3);
    ArtifactSource half =
        (artifact, from) -> {
          if (artifact.id().equals("2")) {
            throw new ArtifactSource.Refused("not found", new IOException());
          }
          return source.open(artifact, from);
        };

    List<Retriever.Outcome> outcomes =
        retriever(half, 1 << 30, clock)
            .retrieveAll(
                List.of(new Retriever.Wish(none, target("n")), source.wish(target("a"))), 2);

    assertThat(outcomes.get(0).failure()).isPresent();
    assertThat(outcomes.get(1).failure()).isEmpty();
    assertThat(target("a")).hasBinaryContent(source.content);
  }

  @Test
  void anEmptyFileIsAFile() throws IOException {
    FakeSource empty = new FakeSource(0, 0);

    retriever(empty, 1 << 30, clock).retrieve(empty.wish(target("empty")));

    assertThat(target("empty")).isEmptyFile();
  }

  @Test
  void withoutACacheNothingIsLeftBeside() throws IOException {
    new Retriever(source, Optional.empty()).retrieve(source.wish(target("a")));

    assertThat(target("a")).hasBinaryContent(source.content);
    try (var files = Files.list(root.resolve("out"))) {
      assertThat(files).hasSize(1);
    }
  }

  /** Ten at once break each other's part, if they have one between them. */
  @Test
  void filesOfTheSameContentAreFetchedSideBySideWithoutACache() throws IOException {
    List<Retriever.Wish> wishes = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      wishes.add(source.wish(target("same" + i)));
    }
    CyclicBarrier all = new CyclicBarrier(wishes.size());
    ArtifactSource together =
        (artifact, from) -> {
          try {
            all.await(20, TimeUnit.SECONDS);
          } catch (Exception alone) {
            throw new ArtifactSource.Refused("the others did not come", alone);
          }
          return source.open(artifact, from);
        };

    List<Retriever.Outcome> outcomes =
        new Retriever(together, Optional.empty()).retrieveAll(wishes, wishes.size());

    assertThat(outcomes).allMatch(outcome -> outcome.failure().isEmpty());
    for (Retriever.Wish wish : wishes) {
      assertThat(wish.target()).hasBinaryContent(source.content);
    }
    try (var files = Files.list(root.resolve("out"))) {
      assertThat(files).hasSize(wishes.size());
    }
  }

  @Test
  void aSourceThatBeginsAnewAndBreaksElsewhereEachTimeIsGivenUp() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    ArtifactSource jumping =
        (artifact, from) -> {
          int length = asked.incrementAndGet() % 2 == 0 ? 10 : 5;
          if (asked.get() > 50) {
            throw new ArtifactSource.Refused("it is asked for ever", new IOException());
          }
          return new ArtifactSource.Opened(
              new ByteArrayInputStream(Arrays.copyOf(source.content, length)), 0);
        };

    assertThatThrownBy(() -> retriever(jumping, 1 << 30, clock).retrieve(source.wish(target("a"))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("broke off");
    assertThat(asked).hasValueLessThan(10);
  }

  /** The first two digits of both hashes are the same. */
  @Test
  void whatIsInTheCacheIsThereWhileItsNeighbourIsFetched() throws Exception {
    FakeSource neighbour = neighbourOf(source);
    retriever().retrieve(source.wish(target("a")));
    CountDownLatch under = new CountDownLatch(1);
    CountDownLatch mayGo = new CountDownLatch(1);
    ArtifactSource slow =
        (artifact, from) -> {
          under.countDown();
          try {
            assertThat(mayGo.await(60, TimeUnit.SECONDS)).isTrue();
          } catch (InterruptedException e) {
            throw new IOException(e);
          }
          return neighbour.open(artifact, from);
        };
    Retriever fetching = retriever(slow, 1 << 30, clock);
    CompletableFuture<Boolean> fetched =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return fetching.retrieve(neighbour.wish(target("n")));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            },
            BESIDE);
    assertThat(under.await(60, TimeUnit.SECONDS)).isTrue();

    CompletableFuture<Boolean> hit =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return retriever().retrieve(source.wish(target("b")));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            },
            BESIDE);
    try {
      assertThat(hit.get(20, TimeUnit.SECONDS)).isTrue();
    } finally {
      mayGo.countDown();
    }
    assertThat(fetched.get(60, TimeUnit.SECONDS)).isFalse();
    assertThat(target("n")).hasBinaryContent(neighbour.content);
  }

  private static FakeSource neighbourOf(FakeSource source) {
    String shelf = source.artifact().sha256().substring(0, 2);
    return LongStream.iterate(2, seed -> seed + 1)
        .mapToObj(seed -> new FakeSource(100, seed))
        .filter(other -> other.artifact().sha256().startsWith(shelf))
        .findFirst()
        .orElseThrow();
  }
}
