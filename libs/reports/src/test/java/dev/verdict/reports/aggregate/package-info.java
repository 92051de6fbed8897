@NullMarked
package dev.verdict.reports.aggregate;

import org.jspecify.annotations.NullMarked;
