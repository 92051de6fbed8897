package dev.verdict.reports.write.html;

import dev.verdict.contract.api.Counts;
import dev.verdict.reports.Problem;
import dev.verdict.reports.aggregate.AcrossJobs;
import dev.verdict.reports.aggregate.Aggregation;
import dev.verdict.reports.aggregate.Matrix;
import dev.verdict.reports.write.highlights.TestPlace;
import dev.verdict.reports.write.text.Cut;
import dev.verdict.reports.write.text.Numbers;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Jobs and suites as a table, what is wrong with the files, and what is bad in which jobs. */
final class MatrixPart {
  private static final int COLUMNS = 8;
  private static final int ROWS = 500;
  private static final int PROBLEMS = 50;
  private static final int TESTS = 100;
  private static final int JOBS = 6;

  private final HtmlOut html;
  private final Aggregation aggregation;
  private final Matrix matrix;

  private MatrixPart(HtmlOut html, Aggregation aggregation) {
    this.html = html;
    this.aggregation = aggregation;
    this.matrix = aggregation.matrix();
  }

  static void write(HtmlOut html, Aggregation aggregation) throws IOException {
    MatrixPart part = new MatrixPart(html, aggregation);
    part.problems();
    part.table();
    part.across();
    part.passedOver();
  }

  private void problems() throws IOException {
    List<Problem> all = aggregation.problems();
    if (all.isEmpty()) {
      return;
    }
    open("problems", "Report files with problems", all.size());
    html.raw("<ul class=\"group plain problems\">");
    for (Problem problem : all.subList(0, Math.min(PROBLEMS, all.size()))) {
      html.raw("<li><strong>" + problem.severity().word() + "</strong> <code>");
      String place =
          problem.line() == 0
              ? problem.file()
              : problem.file() + ":" + problem.line() + ":" + problem.column();
      html.text(Cut.middle(place, 200)).raw("</code> ");
      html.text(Cut.middle(problem.message(), 500)).raw("</li>\n");
    }
    html.raw("</ul>");
    more(all.size() - PROBLEMS, "problems");
    html.raw("</section>\n");
  }

  private void table() throws IOException {
    List<Matrix.Row> rows = matrix.rows();
    if (rows.isEmpty()) {
      return;
    }
    List<String> suites = matrix.suites(COLUMNS);
    boolean others = matrix.suiteCount() > suites.size();
    open("matrix", "Jobs and suites", rows.size());
    html.raw("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Matrix\">");
    html.raw("<table class=\"list matrix\"><thead><tr><th scope=\"col\">Job</th>");
    html.raw("<th scope=\"col\">All tests</th>");
    for (String suite : suites) {
      html.raw("<th scope=\"col\"").attribute("title", Cut.middle(suite, 300)).raw(">");
      breakable(Cut.middle(suite, 40));
      html.raw("</th>");
    }
    html.raw(
        others
            ? "<th scope=\"col\">"
                + Numbers.of(matrix.suiteCount() - suites.size(), "more suite")
                + "</th>"
            : "");
    html.raw("</tr></thead><tbody>\n");
    for (Matrix.Row row : rows.subList(0, Math.min(ROWS, rows.size()))) {
      row(row, suites, others);
    }
    html.raw("</tbody></table></div>");
    more(rows.size() - ROWS, "jobs");
    html.raw("</section>\n");
  }

  private void row(Matrix.Row row, List<String> suites, boolean others) throws IOException {
    html.raw("<tr><th scope=\"row\">");
    Marks.spoken(html, row.verdict());
    html.raw("<span class=\"name\">").text(Cut.middle(row.job(), 80)).raw("</span></th>");
    html.raw("<td><b>" + words(row.counts()) + "</b></td>");
    for (String suite : suites) {
      cell(matrix.cell(row, suite));
    }
    if (others) {
      cell(matrix.others(row, suites));
    }
    html.raw("</tr>\n");
  }

  private void cell(Matrix.@Nullable Cell cell) throws IOException {
    if (cell == null) {
      html.raw("<td class=\"none\"><span class=\"unseen\">none</span></td>");
      return;
    }
    html.raw("<td class=\"" + Marks.word(cell.worst()) + "\">");
    Marks.spoken(html, cell.worst());
    html.raw(cellWords(cell)).raw("</td>");
  }

  /** A name of a class or a file goes on in the next line where a part of it ends. */
  private void breakable(String name) throws IOException {
    for (String part : name.split("(?<=[./:_-])")) {
      html.text(part).raw("<wbr>");
    }
  }

  /** Short, so that many columns fit; what was skipped stands in the row's sum. */
  private static String cellWords(Matrix.Cell cell) {
    Counts counts = cell.counts();
    boolean good = counts.bad() + counts.pending() == 0 && counts.passed() > 0;
    boolean cut = good && cell.worst() != null && !cell.worst().isGood();
    return good ? Numbers.words(counts.passed()) + (cut ? ", then cut" : "") : words(counts);
  }

  /** What a reader counts: the bad ones where there are some. */
  private static String words(Counts counts) {
    int bad = counts.bad() + counts.pending();
    String total = Numbers.words(counts.total());
    if (bad > 0) {
      return Numbers.words(bad) + " bad of " + total;
    }
    return counts.skipped() == 0
        ? total + " passed"
        : Numbers.words(counts.passed())
            + " passed, "
            + Numbers.words(counts.skipped())
            + " skipped";
  }

  private void across() throws IOException {
    AcrossJobs across = aggregation.across();
    if (across.count() == 0) {
      return;
    }
    List<AcrossJobs.BadTest> worst = across.worst(TESTS);
    open("across", "What is bad, and in which jobs", across.count());
    html.raw("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Bad tests\">");
    html.raw("<table class=\"list across\"><thead><tr><th scope=\"col\">Verdict</th>");
    html.raw("<th scope=\"col\">Test</th><th scope=\"col\">Bad in</th>");
    html.raw("<th scope=\"col\">Passed in</th></tr></thead><tbody>\n");
    for (AcrossJobs.BadTest bad : worst) {
      html.raw("<tr><td>");
      Marks.signed(html, bad.test().verdict());
      html.raw("</td><td><span class=\"name\">").text(Cut.middle(bad.test().name(), 200));
      html.raw("</span> <span class=\"place\">");
      html.text(Cut.middle(TestPlace.of(bad.test()), 160)).raw("</span>");
      if (bad.test().message() != null) {
        html.raw("<span class=\"said\">").text(Cut.end(bad.test().message(), 200)).raw("</span>");
      }
      html.raw("</td><td>");
      jobs(bad.badIn());
      html.raw("</td><td>");
      jobs(bad.goodIn());
      html.raw("</td></tr>\n");
    }
    html.raw("</tbody></table></div>");
    more(across.count() - worst.size(), "bad tests");
    html.raw("</section>\n");
  }

  private void jobs(List<String> jobs) throws IOException {
    if (jobs.isEmpty()) {
      html.raw("<span class=\"none\">none</span>");
    }
    for (String job : jobs.subList(0, Math.min(JOBS, jobs.size()))) {
      html.raw("<span class=\"tag\">").text(Cut.middle(job, 60)).raw("</span> ");
    }
    if (jobs.size() > JOBS) {
      html.raw("and " + Numbers.words(jobs.size() - JOBS) + " more");
    }
  }

  private void passedOver() throws IOException {
    List<String> files = aggregation.passedOver();
    if (files.isEmpty()) {
      return;
    }
    html.raw("<details class=\"over\"><summary>" + Numbers.of(files.size(), "file"));
    html.raw(" passed over: no test reports</summary><ul class=\"plain\">");
    for (String file : files.subList(0, Math.min(PROBLEMS, files.size()))) {
      html.raw("<li><code>").text(Cut.middle(file, 200)).raw("</code></li>");
    }
    html.raw("</ul></details>\n");
  }

  private void open(String id, String title, int count) throws IOException {
    html.raw(
        "<section id=\"" + id + "\" aria-labelledby=\"h-" + id + "\"><h2 id=\"h-" + id + "\">");
    html.raw(title + " <span class=\"number\">" + Numbers.words(count) + "</span></h2>\n");
  }

  private void more(int left, String what) throws IOException {
    if (left > 0) {
      html.raw("<p class=\"more\">… and " + Numbers.words(left) + " more " + what + "</p>");
    }
  }
}
