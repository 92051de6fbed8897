package dev.verdict.reports.write;

/** Names of report files. */
public final class FileNames {
  private FileNames() {}

  /** {@code test_report_<run id>.<suffix>}. */
  public static String report(String runId, String suffix) {
    return "test_report_" + harmless(runId) + "." + suffix;
  }

  /** Run ids of other systems may hold anything; a file name holds no path. */
  public static String harmless(String runId) {
    String name = runId.replaceAll("[^A-Za-z0-9._-]", "_");
    return name.length() <= 120 ? name : name.substring(0, 120);
  }
}
