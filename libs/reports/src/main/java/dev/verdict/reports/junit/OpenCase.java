package dev.verdict.reports.junit;

import dev.verdict.contract.Verdict;
import dev.verdict.reports.Position;
import dev.verdict.reports.ReportedCase;
import dev.verdict.reports.text.BoundedText;
import org.jspecify.annotations.Nullable;

/** A {@code testcase}, while it is read. */
final class OpenCase {
  private final Attributes attributes;
  private final OpenSuite suite;
  private final Verdict status;
  private final double seconds;
  private final Position position;
  private final Outcomes outcomes = new Outcomes();
  private final BoundedText systemOut = new BoundedText(0, Limits.OUTPUT);
  private final BoundedText systemErr = new BoundedText(0, Limits.OUTPUT);

  /**
   * @param status what its attributes alone say
   */
  OpenCase(
      Attributes attributes, OpenSuite suite, Verdict status, double seconds, Position position) {
    this.attributes = attributes;
    this.suite = suite;
    this.status = status;
    this.seconds = seconds;
    this.position = position;
  }

  OpenSuite suite() {
    return suite;
  }

  Outcomes outcomes() {
    return outcomes;
  }

  BoundedText systemOut() {
    return systemOut;
  }

  BoundedText systemErr() {
    return systemErr;
  }

  Position position() {
    return position;
  }

  /** For messages. */
  String title() {
    return "test case '" + name() + "'";
  }

  String name() {
    String name = attributes.text("name");
    String className = className();
    return name != null ? name : className != null ? className : "(no name)";
  }

  private @Nullable String className() {
    return attributes.text("classname", "class");
  }

  /** Whether its tool meant a skip, and we do not believe it. */
  boolean isUnwantedSkip() {
    String word = attributes.raw("status");
    String reason = outcomes.message();
    return outcomes.verdict() == Verdict.SKIPPED
        && word != null
        && reason != null
        && StatusWord.isUnwantedSkip(word, reason);
  }

  /** The worse of what the attributes and the elements say; a skip only where neither is bad. */
  Verdict verdict() {
    if (isUnwantedSkip()) {
      return Verdict.ERROR;
    }
    Verdict said = outcomes.verdict();
    if (said == null) {
      return status;
    }
    if (said == Verdict.SKIPPED) {
      return status.isGood() ? said : status;
    }
    return said.worse(status);
  }

  ReportedCase finished() {
    String file = attributes.text("file", "filepath");
    return new ReportedCase(
        suite.path(),
        className(),
        name(),
        file == null ? suite.file() : file,
        attributes.number("line", "lineno"),
        verdict(),
        seconds,
        outcomes.message(),
        outcomes.type(),
        outcomes.detail(),
        outcomes.reruns(),
        systemOut.isBlank() ? null : systemOut.toString(),
        systemErr.isBlank() ? null : systemErr.toString(),
        false,
        position);
  }
}
