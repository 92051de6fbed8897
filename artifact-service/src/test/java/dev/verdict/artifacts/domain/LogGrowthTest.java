package dev.verdict.artifacts.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.artifacts.Bytes;
import dev.verdict.artifacts.domain.LogGrowth.Fate;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LogGrowthTest {
  private static final long LIMIT = 100;
  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final UUID run = UUID.randomUUID();
  private final UUID worker = UUID.randomUUID();
  private final LogKey key = new LogKey(UUID.randomUUID(), 1);
  private final LogState open = LogState.open(key, run, null);

  private LogPiece piece(long offset, String text, boolean last) {
    return new LogPiece(key, run, worker, offset, last, Bytes.of(text));
  }

  private LogState after(LogState before, LogPiece... pieces) {
    LogGrowth growth = new LogGrowth(before, LIMIT);
    for (LogPiece piece : pieces) {
      growth.add(piece);
    }
    return growth.after(NOW, GRACE);
  }

  @Test
  void takesAPieceOnce() {
    LogGrowth growth = new LogGrowth(open, LIMIT);

    assertThat(growth.add(piece(0, "hello", false))).isEqualTo(Fate.KEPT);
    assertThat(growth.add(piece(0, "hello", false))).isEqualTo(Fate.DUPLICATE);
    assertThat(growth.add(piece(1, "ell", false))).isEqualTo(Fate.DUPLICATE);

    assertThat(growth.writes()).hasSize(1);
    assertThat(growth.after(NOW, GRACE).workerId()).isEqualTo(worker);
  }

  @Test
  void aDuplicateAloneChangesNothing() {
    LogState before = after(open, piece(0, "hello", false));
    LogGrowth growth = new LogGrowth(before, LIMIT);

    growth.add(piece(0, "hello", false));

    assertThat(growth.changed()).isFalse();
  }

  /**
   * It cannot be saved any more, so a change would come again and again and block its partition.
   */
  @Test
  void nothingChangesALogThatIsClosedForGood() {
    LogState kept = after(open, piece(0, "hello", false));
    LogState closed =
        new LogState(
            key, run, worker, kept.covered(), kept.seen(), null, NOW, NOW, true, key.taskId(), 7);
    LogGrowth growth = new LogGrowth(closed, LIMIT);

    growth.add(piece(5, "", true));
    growth.add(piece(0, "hello", true));

    assertThat(growth.changed()).isFalse();
  }

  @Test
  void openToWhole() {
    LogState after = after(open, piece(5, "world", true), piece(0, "hello", false));

    assertThat(after.isWhole(LIMIT)).isTrue();
    assertThat(after.dueAt()).isEqualTo(NOW);
  }

  @Test
  void openToDueAfterAGraceWhenTheLastCameAndSomethingIsMissing() {
    LogState after = after(open, piece(5, "world", true));

    assertThat(after.isWhole(LIMIT)).isFalse();
    assertThat(after.dueAt()).isEqualTo(NOW.plus(GRACE));
  }

  @Test
  void staysOpenWhileNobodySaysThatItEnds() {
    assertThat(after(open, piece(0, "hello", false)).dueAt()).isNull();
  }

  @Test
  void sealedToOpenAgainWhenNewBytesCome() {
    LogState sealed = sealed(after(open, piece(0, "hello", false)), false);

    LogState reopened = after(sealed, piece(5, " late", true));

    assertThat(reopened.sealedAt()).isNull();
    assertThat(reopened.dueAt()).isEqualTo(NOW);
    assertThat(reopened.artifactId()).isEqualTo(sealed.artifactId());
  }

  @Test
  void sealedForGoodTakesNothing() {
    LogState sealed = sealed(after(open, piece(0, "hello", true)), true);
    LogGrowth growth = new LogGrowth(sealed, LIMIT);

    assertThat(growth.add(piece(0, "hello", true))).isEqualTo(Fate.DUPLICATE);
    assertThat(growth.add(piece(5, "late", true))).isEqualTo(Fate.LATE);
    assertThat(growth.writes()).isEmpty();
    assertThat(growth.changed()).isFalse();
  }

  private static LogState sealed(LogState log, boolean rawGone) {
    return new LogState(
        log.key(),
        log.runId(),
        log.workerId(),
        log.covered(),
        log.seen(),
        log.length(),
        NOW,
        NOW,
        rawGone,
        UUID.randomUUID(),
        log.revision() + 1);
  }

  @Test
  void nobodyElseWritesIntoIt() {
    LogGrowth growth = new LogGrowth(after(open, piece(0, "hello", false)), LIMIT);
    LogPiece ofAnother = new LogPiece(key, run, UUID.randomUUID(), 5, true, Bytes.of("x"));
    LogPiece ofAnotherRun = new LogPiece(key, UUID.randomUUID(), worker, 5, true, Bytes.of("x"));

    assertThat(growth.add(ofAnother)).isEqualTo(Fate.FOREIGN);
    assertThat(growth.add(ofAnotherRun)).isEqualTo(Fate.FOREIGN);
    assertThat(growth.changed()).isFalse();
  }

  @Test
  void keepsUpToTheBoundAndCountsTheRest() {
    LogGrowth growth = new LogGrowth(open, LIMIT);

    assertThat(growth.add(piece(0, "x".repeat(90), false))).isEqualTo(Fate.KEPT);
    assertThat(growth.add(piece(90, "y".repeat(30), false))).isEqualTo(Fate.CUT);
    assertThat(growth.add(piece(120, "z", true))).isEqualTo(Fate.CUT);

    LogState after = growth.after(NOW, GRACE);
    assertThat(after.covered().end()).isEqualTo(LIMIT);
    assertThat(after.seen()).isEqualTo(121);
    assertThat(after.isWhole(LIMIT)).isTrue();
    assertThat(growth.writes().get(1).bytes()).hasSize(10);
    assertThat(Bytes.text(LogNotes.atEnd(after, LIMIT)))
        .contains("21 more bytes came and 100 are kept");
  }

  @Test
  void aLogInThousandPartsIsRefused() {
    LogGrowth growth = new LogGrowth(open, 1_000_000);
    Fate fate = Fate.KEPT;
    for (int i = 0; i <= Coverage.MOST_SPANS; i++) {
      fate = growth.add(piece(i * 10L, "x", false));
    }

    assertThat(fate).isEqualTo(Fate.SCATTERED);
  }

  @Test
  void aHoleGetsANoteOfItsOwnLength() {
    LogGrowth growth = new LogGrowth(open, LIMIT);
    growth.add(piece(0, "ab", false));
    growth.add(piece(92, "yz", false));

    assertThat(growth.newHoles()).containsExactly(new Span(2, 92));
    String note = Bytes.text(LogNotes.inHole(90, 0, 90));
    assertThat(note).hasSize(90).startsWith("\n [verdict: 90 bytes").endsWith("\n");
    assertThat(Bytes.text(LogNotes.inHole(90, 40, 50))).isEqualTo(note.substring(40));
    assertThat(Bytes.text(LogNotes.inHole(3, 0, 3))).isEqualTo("???");
  }
}
