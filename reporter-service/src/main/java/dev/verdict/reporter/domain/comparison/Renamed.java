package dev.verdict.reporter.domain.comparison;

/**
 * A test that is gone, and one that is new in the same place and called much the same.
 *
 * @param similarity of their names, from 0 to 1
 */
public record Renamed(KnownTest before, KnownTest now, double similarity) {}
