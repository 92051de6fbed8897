package dev.verdict.reports.write.xml;

import dev.verdict.reports.model.RunReport;
import dev.verdict.reports.write.FileNames;
import dev.verdict.reports.write.ReportWriter;
import java.io.IOException;
import java.io.OutputStream;

/**
 * The report for {@code artifacts:reports:junit} of GitLab, the only door by which GitLab takes
 * test cases in: there is no JSON format and no API for them, so this is JUnit XML whatever the
 * name of the output file is. It differs from {@link JunitReport} where GitLab reads differently:
 * it shows the class name as the suite, links {@code file}, shows an element's text and never its
 * {@code message}, drops the second of two cases with one name, attaches a picture that {@code
 * system-out} names, and refuses a file above 30 MB.
 *
 * <p>The name does not match {@code test_report_*.xml}, the pattern under which pipelines collect
 * the JUnit report: with both formats written, no test is counted twice.
 */
public final class GitlabReport implements ReportWriter {
  @Override
  public String format() {
    return "gitlab";
  }

  @Override
  public String fileName(String runId) {
    return "gitlab_test_report_" + FileNames.harmless(runId) + ".xml";
  }

  @Override
  public String mediaType() {
    return "application/xml";
  }

  @Override
  public void write(RunReport report, OutputStream out) throws IOException {
    new SuitesWriter(report, new GitlabCases(report.artifacts()), new XmlOut(out)).write();
  }
}
