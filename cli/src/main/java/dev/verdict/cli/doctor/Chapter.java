package dev.verdict.cli.doctor;

import java.util.List;

/**
 * One question, and what was found about it.
 *
 * @param name for programs, such as {@code coordinator}
 * @param answer {@code yes}, {@code no} or {@code not asked}
 */
record Chapter(String name, String question, String answer, List<Finding> findings) {
  private static final String YES = "yes";
  static final String NO = "no";

  Chapter {
    findings = List.copyOf(findings);
  }

  /** The answer is yes unless something is wrong. */
  static Chapter of(String name, String question, List<Finding> findings) {
    boolean looked = findings.stream().anyMatch(each -> each.standing() != Standing.SKIPPED);
    return new Chapter(
        name, question, isWrong(findings) ? NO : looked ? YES : "not asked", findings);
  }

  static Chapter skipped(String name, String question, String why) {
    return of(name, question, List.of(Finding.skipped(why)));
  }

  boolean isYes() {
    return answer.equals(YES);
  }

  boolean isWrong() {
    return isWrong(findings);
  }

  private static boolean isWrong(List<Finding> findings) {
    return findings.stream().anyMatch(finding -> finding.standing() == Standing.WRONG);
  }
}
