package dev.verdict.reports.write.xml;

import dev.verdict.contract.api.TestView;
import java.io.IOException;

/** How one reader of JUnit XML wants a test case written. Made anew for each report. */
interface CaseDialect {
  void startSuite();

  void write(TestView test, String className, XmlOut xml) throws IOException;
}
