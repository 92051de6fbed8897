package dev.verdict.reports.write.highlights;

import dev.verdict.contract.api.TestView;

/**
 * Tests that went wrong in the same way.
 *
 * @param title what went wrong, in the words of the first of them
 */
public record FailureGroup(String title, Some<TestView> tests) {}
