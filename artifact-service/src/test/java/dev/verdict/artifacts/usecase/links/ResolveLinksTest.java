package dev.verdict.artifacts.usecase.links;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.artifacts.ShiftedClock;
import dev.verdict.artifacts.domain.CiRun;
import dev.verdict.artifacts.usecase.links.LinkAnswer.AtProvider;
import dev.verdict.artifacts.usecase.links.LinkAnswer.InStore;
import dev.verdict.artifacts.usecase.links.LinkAnswer.Nowhere;
import dev.verdict.artifacts.usecase.links.LinkAnswer.Reason;
import dev.verdict.plugin.ci.ConnectionError;
import dev.verdict.plugin.ci.Failure;
import dev.verdict.plugin.ci.Operation;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ResolveLinksTest {
  private static final CiRun RUN = new CiRun("fake", null, "1");
  private static final UUID OURS = new UUID(1, 1);
  private static final UUID COPY = new UUID(2, 2);

  private final ShiftedClock clock = new ShiftedClock();
  private final FakeProvider provider = new FakeProvider();
  private final InMemoryBooks books = new InMemoryBooks();
  private final Map<String, UUID> store = new HashMap<>();
  private ResolveLinks links = links(LinkRules.USUAL);

  private ResolveLinks links(LinkRules rules) {
    books.remember(Map.of(OURS, RUN));
    Links.Needs needs =
        new Links.Needs(
            run -> provider,
            books,
            books,
            (run, names) -> Future.succeededFuture(store),
            (run, most) -> Future.succeededFuture(List.of()),
            files -> Future.succeededFuture(Map.of()));
    return Links.of(needs, rules, new LinkMeters(new SimpleMeterRegistry()), clock).resolve();
  }

  private Future<Map<String, LinkAnswer>> ask(String... names) {
    return links.ofRun(OURS, List.of(names));
  }

  private static Map<String, @Nullable Instant> lasting(String... names) {
    Map<String, @Nullable Instant> files = new HashMap<>();
    List.of(names).forEach(name -> files.put(name, null));
    return files;
  }

  private static Map<String, LinkAnswer> now(Future<Map<String, LinkAnswer>> answer) {
    assertThat(answer.succeeded()).isTrue();
    return answer.result();
  }

  @Test
  void equalQuestionsInFlightAreOne() {
    var one = ask("a");
    var other = ask("a", "b");
    assertThat(provider.asked).hasSize(1);

    provider.answer(0, lasting("a", "b"));

    assertThat(now(one).get("a")).isInstanceOf(AtProvider.class);
    assertThat(now(other)).hasSize(2);
    assertThat(provider.asked).hasSize(1);
  }

  @Test
  void aSignedLinkIsNotServedShortlyBeforeItExpires() {
    Instant end = clock.instant().plusSeconds(60);
    var first = ask("a");
    provider.answer(0, Map.of("a", end));
    assertThat(now(first).get("a"))
        .isInstanceOfSatisfying(
            AtProvider.class, found -> assertThat(found.expiresAt()).isEqualTo(end));

    clock.advance(Duration.ofSeconds(49));
    assertThat(now(ask("a"))).hasSize(1);
    assertThat(provider.asked).hasSize(1);
    clock.advance(Duration.ofSeconds(2));
    ask("a");
    assertThat(provider.asked).hasSize(2);
  }

  @Test
  void aLinkThatIsAboutToExpireIsOursInstead() {
    var asked = ask("a");
    provider.answer(0, Map.of("a", clock.instant().plusSeconds(5)));

    assertThat(now(asked).get("a"))
        .isInstanceOfSatisfying(AtProvider.class, found -> assertThat(found.direct()).isNull());
  }

  @Test
  void theFallbackOfTheProviderComesBeforeOurCopy() {
    store.put("b", COPY);
    store.put("c", COPY);
    var asked = ask("a", "b", "c");
    provider.asked.get(0).answer().fail(away());
    provider.answer(1, lasting("b"));

    Map<String, LinkAnswer> answers = now(asked);
    assertThat(answers.get("a"))
        .isInstanceOfSatisfying(
            Nowhere.class,
            nowhere -> {
              assertThat(nowhere.reason()).isEqualTo(Reason.UNAVAILABLE);
              assertThat(nowhere.why()).contains("is away");
            });
    assertThat(answers.get("b")).isInstanceOf(AtProvider.class);
    assertThat(answers.get("c"))
        .isInstanceOfSatisfying(
            InStore.class, copy -> assertThat(copy.instead()).contains("is away"));
  }

  private static ConnectionError away() {
    return new ConnectionError(
        Failure.of("fake", Operation.LIST_ARTIFACTS, "it is away", "try later"));
  }

  @Test
  void whatComesTooLateIsAnAnswerToTheNextQuestion() throws Exception {
    LinkRules usual = LinkRules.USUAL;
    links =
        links(
            new LinkRules(
                Duration.ofMillis(20),
                1,
                10,
                usual.keep(),
                usual.keepMisses(),
                usual.margin(),
                10));

    Map<String, LinkAnswer> late = ask("a").await(10, TimeUnit.SECONDS);
    assertThat(late.get("a"))
        .isInstanceOfSatisfying(
            Nowhere.class, nowhere -> assertThat(nowhere.why()).contains("did not answer in time"));

    provider.answer(0, lasting("a"));
    assertThat(now(ask("a")).get("a")).isInstanceOf(AtProvider.class);
  }

  @Test
  void noMoreQuestionsAtOnceThanAllowed() {
    LinkRules usual = LinkRules.USUAL;
    links =
        links(
            new LinkRules(usual.leg(), 2, 1, usual.keep(), usual.keepMisses(), usual.margin(), 10));
    var all = List.of("1", "2", "3", "4").stream().map(this::ofRun).toList();
    assertThat(provider.asked).hasSize(2);
    assertThat(now(all.get(3)).values())
        .allSatisfy(
            answer ->
                assertThat(answer)
                    .isInstanceOfSatisfying(
                        Nowhere.class,
                        nowhere -> assertThat(nowhere.why()).contains("1 wait already")));

    provider.answer(0, lasting("a"));

    assertThat(provider.asked).hasSize(3);
  }

  private Future<Map<String, LinkAnswer>> ofRun(String id) {
    return links.ofCiRun(new CiRun("fake", null, id), List.of("a"));
  }

  @Test
  void whatWasSeenOnceCanBeFound() {
    var asked = ask("a");
    provider.answer(0, lasting("a"));

    assertThat(now(asked)).hasSize(1);
    Future<Optional<RemoteFile>> kept = books.find(RUN.fileId("a"));
    assertThat(kept.result().map(RemoteFile::run)).contains(RUN);
  }
}
