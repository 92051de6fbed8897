package dev.verdict.reporter.usecase.telling;

import dev.verdict.reports.write.markdown.CommentReport;
import dev.verdict.reports.write.markdown.CommentTemplate;

/** What the test run of the CI system says, as much of it as is wished. Blocks. */
final class RunSummary {
  /** What a check run on GitHub holds, the narrowest of those that hold a text. */
  private static final int MOST = 60_000;

  private final TellingRules rules;

  RunSummary(TellingRules rules) {
    this.rules = rules;
  }

  String of(Story story) {
    CommentTemplate template =
        switch (rules.format()) {
          case MINIMAL -> null;
          case BASIC -> CommentTemplate.MINIMAL;
          case DETAILED -> story.isOver() ? CommentTemplate.DETAILED : CommentTemplate.MINIMAL;
        };
    return template == null
        ? story.title()
        : new CommentReport(template, MOST, new Pages(rules.publicUrl()))
            .text(story.report(), story.baseline());
  }
}
