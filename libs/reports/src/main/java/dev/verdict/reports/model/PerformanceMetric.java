package dev.verdict.reports.model;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A number that was measured. */
public record PerformanceMetric(
    String name, double value, @Nullable String unit, @Nullable UUID taskId) {}
