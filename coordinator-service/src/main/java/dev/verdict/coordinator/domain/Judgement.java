package dev.verdict.coordinator.domain;

import dev.verdict.contract.LostReason;
import dev.verdict.contract.Verdict;
import dev.verdict.contract.message.AttemptNews.End;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an attempt means: the rules of completeness. Green needs every planned test reported, no bad
 * verdict, a report that can be trusted, and an exit that agrees with it. Everything else has a
 * name.
 *
 * @param verdict of the task, should this attempt be its last
 * @param reason one sentence for people
 * @param lostReason with {@link Verdict#LOST}
 * @param missing the verdict of what was planned and not reported
 */
public record Judgement(
    Verdict verdict, String reason, @Nullable LostReason lostReason, Verdict missing) {

  public static Judgement of(AttemptFacts facts) {
    if (facts.ending() == Ending.CANCELLED) {
      return all(Verdict.CANCELLED, "cancelled" + because(facts.message()));
    }
    if (facts.ending() == Ending.TIMEOUT) {
      return all(Verdict.TIMEOUT, "the run reached its time limit" + because(facts.message()));
    }
    End end = facts.end();
    if (end == null) {
      return lost(LostReason.WORKER_LOST, facts.message());
    }
    return switch (end) {
      case CANCELLED -> all(Verdict.CANCELLED, "cancelled" + because(facts.message()));
      case TIMEOUT -> timeout(facts);
      case NOT_STARTED -> lost(reasonOr(facts, LostReason.RUNNER_UNAVAILABLE), facts.message());
      case GIVEN_BACK -> lost(LostReason.WORKER_LOST, "the worker stopped and gave it back");
      case EXITED, BROKE -> ended(facts, end);
    };
  }

  /**
   * What ran before the time was up keeps its verdict; the task is a timeout however good that was.
   */
  private static Judgement timeout(AttemptFacts facts) {
    String passed =
        facts.reported() == 0 ? "" : "; " + facts.reported() + " tests had reported before";
    return all(Verdict.TIMEOUT, sentence(facts.message(), "the time limit was reached") + passed);
  }

  private static Judgement ended(AttemptFacts facts, End end) {
    Verdict worst = facts.worst();
    Judgement incomplete = incomplete(facts);
    if (incomplete != null) {
      return worst.isGood() ? incomplete : incomplete.with(countBad(facts));
    }
    if (!worst.isGood()) {
      return new Judgement(worst, countBad(facts), null, Verdict.LOST);
    }
    if (end == End.BROKE || contradicts(facts.exitCode())) {
      return all(
          Verdict.ERROR,
          sentence(facts.message(), "the command ended with exit code " + facts.exitCode())
              + ", although no test in its report failed");
    }
    return new Judgement(
        worst,
        facts.reported() == 1 ? "1 test, good" : facts.reported() + " tests, all good",
        null,
        Verdict.LOST);
  }

  /** Only 0 goes with a report in which nothing is bad. */
  private static boolean contradicts(@Nullable Integer exitCode) {
    return exitCode != null && exitCode != 0;
  }

  private static @Nullable Judgement incomplete(AttemptFacts facts) {
    if (facts.partsReceived() != facts.partsTold()) {
      return lost(
          LostReason.INCOMPLETE_RESULTS,
          facts.partsReceived() + " of " + facts.partsTold() + " parts of results arrived");
    }
    List<String> problems = facts.report().problems();
    if (facts.lostReason() != null) {
      return lost(facts.lostReason(), problems.isEmpty() ? facts.message() : problems.get(0));
    }
    if (!problems.isEmpty()) {
      return lost(LostReason.BROKEN_REPORT, problems.get(0));
    }
    if (facts.report().expected() && facts.report().files() == 0) {
      return lost(LostReason.NO_REPORT, withExitCode(facts));
    }
    if (facts.report().expected() && facts.report().tests() == 0) {
      return lost(LostReason.EMPTY_REPORT, withExitCode(facts));
    }
    if (facts.unaccounted() > 0) {
      return lost(
          LostReason.NOT_REPORTED,
          facts.unaccounted() + " planned, not in the report" + withMessage(facts));
    }
    if (facts.reported() == 0) {
      return lost(LostReason.EMPTY_PLAN, facts.message());
    }
    return null;
  }

  private Judgement with(String more) {
    return new Judgement(verdict, reason + "; besides, " + more, lostReason, missing);
  }

  private static Judgement all(Verdict verdict, String reason) {
    return new Judgement(verdict, reason, null, verdict);
  }

  private static Judgement lost(LostReason reason, @Nullable String detail) {
    return new Judgement(
        Verdict.LOST,
        reason.sentence() + (detail == null ? "" : ": " + detail),
        reason,
        Verdict.LOST);
  }

  private static LostReason reasonOr(AttemptFacts facts, LostReason otherwise) {
    return facts.lostReason() == null ? otherwise : facts.lostReason();
  }

  private static String countBad(AttemptFacts facts) {
    StringBuilder text = new StringBuilder();
    facts
        .results()
        .forEach(
            (verdict, count) -> {
              if (!verdict.isGood()) {
                text.append(text.isEmpty() ? "" : ", ")
                    .append(count)
                    .append(' ')
                    .append(verdict.word());
              }
            });
    return text + " of " + facts.reported();
  }

  private static String withExitCode(AttemptFacts facts) {
    String message = facts.message();
    return (facts.exitCode() == null ? "no exit code" : "exit code " + facts.exitCode())
        + (message == null ? "" : ", " + message);
  }

  private static String withMessage(AttemptFacts facts) {
    return facts.message() == null ? "" : " (" + facts.message() + ")";
  }

  private static String sentence(@Nullable String message, String otherwise) {
    return message == null ? otherwise : message;
  }

  private static String because(@Nullable String message) {
    return message == null ? "" : ": " + message;
  }
}
