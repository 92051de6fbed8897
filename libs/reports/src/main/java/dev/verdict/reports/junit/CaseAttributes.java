package dev.verdict.reports.junit;

import dev.verdict.contract.Verdict;
import dev.verdict.reports.Position;
import dev.verdict.reports.ProblemCode;
import dev.verdict.reports.ProblemLog;
import java.util.Optional;
import java.util.OptionalDouble;

/** What the attributes of a {@code testcase} say, and what is wrong with them. */
final class CaseAttributes {
  private final ProblemLog log;

  CaseAttributes(ProblemLog log) {
    this.log = log;
  }

  OpenCase open(Attributes attributes, OpenSuite suite, Position position) {
    Verdict status = status(attributes, position);
    OpenCase opened =
        new OpenCase(attributes, suite, status, seconds(attributes, position), position);
    if (attributes.text("name") == null) {
      log.warning(
          ProblemCode.NAMELESS_CASE,
          "name: '' (expected: not blank; taken as '" + opened.name() + "')",
          position);
    }
    return opened;
  }

  /** The worse of what {@code status}, {@code result} and {@code success} say. */
  private Verdict status(Attributes attributes, Position position) {
    boolean skipped = false;
    Verdict worst = Verdict.PASSED;
    for (String attribute : new String[] {"status", "result", "success"}) {
      String word = attributes.raw(attribute);
      if (word == null) {
        continue;
      }
      Optional<Verdict> verdict = StatusWord.verdict(word);
      if (verdict.isEmpty()) {
        String shown = word.length() <= 100 ? word : word.substring(0, 100) + "…";
        log.warning(
            ProblemCode.UNKNOWN_STATUS,
            attribute + ": '" + shown + "' (expected: such as passed, failed, skipped)",
            position);
      }
      skipped |= verdict.filter(Verdict.SKIPPED::equals).isPresent();
      worst = worst.worse(verdict.orElse(Verdict.PASSED));
    }
    return skipped && worst.isGood() ? Verdict.SKIPPED : worst;
  }

  private double seconds(Attributes attributes, Position position) {
    String text = attributes.text("time", "duration");
    if (text == null) {
      return 0;
    }
    OptionalDouble seconds = Seconds.parse(text);
    if (seconds.isEmpty()) {
      String shown = text.length() <= 100 ? text : text.substring(0, 100) + "…";
      log.warning(ProblemCode.BAD_TIME, "time: '" + shown + "' (expected: seconds >= 0)", position);
    }
    return seconds.orElse(0);
  }
}
