package dev.verdict.reports.write.markdown;

import dev.verdict.contract.api.TestView;
import dev.verdict.reports.write.AttemptLogs;
import dev.verdict.reports.write.highlights.FailureGroup;
import dev.verdict.reports.write.highlights.FailureKind;
import dev.verdict.reports.write.highlights.TestPlace;
import dev.verdict.reports.write.text.Cut;
import dev.verdict.reports.write.text.Numbers;
import dev.verdict.reports.write.text.SafeLink;

/** Tests as entries of a list: what, where, why, and where to read on. */
final class TestItems {
  private static final int LINES_OF_A_DETAIL = 16;
  private static final int MOST_OF_A_DETAIL = 1_500;

  private final AttemptLogs logs;
  private final TestLinks links;
  private int detailsLeft;

  /**
   * @param details under so many entries, the first ones, the stack stands too
   */
  TestItems(AttemptLogs logs, TestLinks links, int details) {
    this.logs = logs;
    this.links = links;
    this.detailsLeft = details;
  }

  Section.Item item(TestView test) {
    String line = "- " + line(test);
    String message = test.message();
    return message == null || message.isBlank()
        ? Section.Item.of(line)
        : new Section.Item(1, line + "  \n  " + MarkdownText.code(message, 300), line);
  }

  Section.Item group(FailureGroup group) {
    TestView first = group.tests().kept().getFirst();
    int count = group.tests().count();
    String title = MarkdownText.code(group.title(), 300);
    if (count == 1) {
      String line = "- " + line(first);
      return new Section.Item(1, line + "  \n  " + title + detail(first), line);
    }
    String brief = "- **" + Numbers.words(count) + " ×** " + title;
    StringBuilder whole = new StringBuilder(brief);
    for (TestView test : group.tests().kept()) {
      whole.append("\n  - ").append(line(test));
    }
    if (group.tests().left() > 0) {
      whole.append("\n  - … and ").append(Numbers.words(group.tests().left()));
      whole.append(" more like these");
    }
    return new Section.Item(count, whole.append(detail(first)).toString(), brief);
  }

  private String line(TestView test) {
    StringBuilder line =
        new StringBuilder("**").append(MarkdownText.code(test.name())).append("**");
    String place = TestPlace.of(test);
    if (!place.isEmpty()) {
      line.append(" in ").append(MarkdownText.code(place, 120));
    }
    TestPlace.time(test).ifPresent(time -> line.append(" · ").append(time));
    logs.of(test.taskId(), test.attempt())
        .ifPresent(log -> line.append(" · ").append(MarkdownText.link("log", log)));
    for (TestLinks.Link link : links.of(test)) {
      SafeLink.absolute(link.address())
          .ifPresent(
              address ->
                  line.append(" · [").append(link.name()).append("](").append(address).append(')'));
    }
    return line.toString();
  }

  /** The block that says more than the title does. */
  private String detail(TestView test) {
    String detail = test.detail();
    if (detailsLeft == 0
        || detail == null
        || detail.isBlank()
        || detail.strip().equals(FailureKind.message(test))) {
      return "";
    }
    detailsLeft--;
    String shown = Cut.lines(detail, LINES_OF_A_DETAIL, MOST_OF_A_DETAIL);
    return "\n\n" + MarkdownText.block(shown, "  ") + "\n";
  }
}
