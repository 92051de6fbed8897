package dev.verdict.reporter.usecase.telling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.reporter.domain.telling.Said;
import dev.verdict.reporter.domain.telling.Surface;
import dev.verdict.reporter.domain.telling.Telling;
import dev.verdict.reporter.usecase.telling.TellingRules.CommentWhen;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When a pull request gets a comment. */
class SayCommentTest {
  private final Vertx vertx = Vertx.vertx();
  private final FakeProvider provider = new FakeProvider();
  private @Nullable Said said;

  @AfterEach
  void close() {
    vertx.close();
  }

  /** How many comments or edits there are after this. */
  private int after(CommentWhen when, Story story) throws TimeoutException {
    Telling telling =
        new Telling(
            1,
            1,
            Surface.PR_COMMENT,
            "fake",
            "acme/shop",
            "7",
            "checks",
            Stories.RUN,
            1,
            Instant.EPOCH,
            null,
            said,
            null,
            0,
            0,
            null,
            null);
    TellingRules usual = TellingRules.USUAL;
    TellingRules rules =
        new TellingRules(
            usual.surfaces(),
            usual.format(),
            usual.interval(),
            false,
            usual.context(),
            when,
            usual.template(),
            true,
            usual.baseBranches(),
            1,
            usual.lease(),
            usual.poll(),
            usual.giveUpAfter(),
            usual.publicUrl());
    said =
        new SayComment(vertx, rules)
            .say(provider, telling, story)
            .await(20, TimeUnit.SECONDS)
            .said();
    return provider.comments.size();
  }

  @Test
  void always() throws TimeoutException {
    assertThat(after(CommentWhen.ALWAYS, Stories.ended(0, 0))).isEqualTo(1);
    assertThat(after(CommentWhen.ALWAYS, Stories.ended(2, 1))).isEqualTo(2);
    assertThat(provider.comments.getLast().body()).contains("1 new failure");
    assertThat(provider.comments).extracting(each -> each.key()).containsOnly("suite=checks");
  }

  @Test
  void theSameIsNotSaidAgain() throws TimeoutException {
    assertThat(after(CommentWhen.ALWAYS, Stories.ended(2, 1))).isEqualTo(1);
    assertThat(after(CommentWhen.ALWAYS, Stories.ended(2, 1))).isEqualTo(1);
  }

  @Test
  void onFailureOnlyAndThenThatItIsWellAgain() throws TimeoutException {
    assertThat(after(CommentWhen.ON_FAILURE, Stories.ended(0, 0))).isZero();
    assertThat(after(CommentWhen.ON_FAILURE, Stories.ended(2, 0))).isEqualTo(1);
    assertThat(after(CommentWhen.ON_FAILURE, Stories.ended(0, 0))).isEqualTo(2);
    assertThat(provider.comments.getLast().body()).contains("✅");
  }

  @Test
  void onChangeOnly() throws TimeoutException {
    assertThat(after(CommentWhen.ON_CHANGE, Stories.ended(2, 0))).isEqualTo(1);
    assertThat(after(CommentWhen.ON_CHANGE, Stories.ended(3, 0))).isEqualTo(1);
    assertThat(after(CommentWhen.ON_CHANGE, Stories.ended(0, 0))).isEqualTo(2);
    assertThat(after(CommentWhen.ON_CHANGE, Stories.ended(0, 0))).isEqualTo(2);
  }

  @Test
  void notWhileTheRunGoesOn() throws TimeoutException {
    assertThat(after(CommentWhen.ALWAYS, Stories.running())).isZero();
  }

  @Test
  void theTitleSaysWhatIsNew() {
    assertThat(Stories.ended(3, 1).title())
        .isEqualTo("2 new: 3 failed, 7 passed of 10 tests in 1 min 12 s");
    assertThat(Stories.ended(2, 2).title())
        .isEqualTo("nothing new: 2 failed, 8 passed of 10 tests in 1 min 12 s");
    assertThat(Stories.ended(0, 0).title()).isEqualTo("10 passed of 10 tests in 1 min 12 s");
    assertThat(Stories.running().title())
        .isEqualTo("running: 1 failed, 6 pending, 3 passed of 10 tests");
  }

  @Test
  void theLineIsWhereTheTestItselfStands() {
    assertThat(WorstTests.line(Stories.failed("a", "tests/test_cart.py:12: AssertionError")))
        .isEqualTo(12);
    assertThat(
            WorstTests.line(
                Stories.failed("a", "File \"/x/tests/test_cart.py\", line 31, in test\n  boom")))
        .isEqualTo(31);
    assertThat(WorstTests.line(Stories.failed("a", "somewhere else:7"))).isNull();
  }
}
