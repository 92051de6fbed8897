package dev.verdict.coordinator.outbound.ci;

/**
 * How much the reports of one run may be.
 *
 * @param artifactBytes of one artifact, as it is fetched
 * @param unpackedBytes of all report files together
 * @param files how many report files
 * @param tests how many tests in them
 */
public record ReportLimits(long artifactBytes, long unpackedBytes, int files, int tests) {
  public static final ReportLimits USUAL = new ReportLimits(256L << 20, 512L << 20, 5_000, 100_000);
}
