package dev.verdict.reports.write;

import dev.verdict.reports.aggregate.Aggregation;
import dev.verdict.reports.model.RunReport;
import dev.verdict.reports.write.html.AggregatePage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * The four files of an aggregation. Their names are fixed, so that a pipeline can publish them
 * without knowing a run.
 */
public final class AggregateFiles {
  public static final String SUMMARY = "summary.html";
  public static final String REPORT = "aggregate_report.html";
  public static final String JSON = "aggregate_report.json";
  public static final String XML = "aggregate_report.xml";

  private AggregateFiles() {}

  /** Each is there whole or not at all. */
  public static List<Path> write(Aggregation aggregation, Path directory) throws IOException {
    RunReport report = aggregation.report();
    ReportFiles.write(
        report, new Page(AggregatePage::writeSummary, aggregation), directory.resolve(SUMMARY));
    ReportFiles.write(
        report, new Page(AggregatePage::writeReport, aggregation), directory.resolve(REPORT));
    ReportFiles.write(report, Formats.one("json"), directory.resolve(JSON));
    ReportFiles.write(report, Formats.one("xml"), directory.resolve(XML));
    return List.of(
        directory.resolve(SUMMARY),
        directory.resolve(REPORT),
        directory.resolve(JSON),
        directory.resolve(XML));
  }

  @FunctionalInterface
  private interface Writing {
    void write(Aggregation aggregation, OutputStream out) throws IOException;
  }

  /** A page of the aggregation where a writer of reports is wanted. */
  private record Page(Writing writing, Aggregation aggregation) implements ReportWriter {
    @Override
    public String format() {
      return "html";
    }

    @Override
    public String fileName(String runId) {
      return REPORT;
    }

    @Override
    public String mediaType() {
      return "text/html; charset=utf-8";
    }

    @Override
    public void write(RunReport report, OutputStream out) throws IOException {
      writing.write(aggregation, out);
    }
  }
}
