package dev.verdict.reports.write.xml;

import dev.verdict.reports.model.RunReport;
import dev.verdict.reports.write.FileNames;
import dev.verdict.reports.write.ReportWriter;
import java.io.IOException;
import java.io.OutputStream;

/**
 * JUnit XML that validates against the schema of Jenkins ({@code junit-10.xsd}), one test suite per
 * task. That schema knows no {@code file} at a test case, so a file stands at its suite.
 */
public final class JunitReport implements ReportWriter {
  @Override
  public String format() {
    return "xml";
  }

  @Override
  public String fileName(String runId) {
    return FileNames.report(runId, "xml");
  }

  @Override
  public String mediaType() {
    return "application/xml";
  }

  @Override
  public void write(RunReport report, OutputStream out) throws IOException {
    new SuitesWriter(report, new JenkinsCases(), new XmlOut(out)).write();
  }
}
