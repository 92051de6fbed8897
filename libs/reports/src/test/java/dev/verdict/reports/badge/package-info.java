@NullMarked
package dev.verdict.reports.badge;

import org.jspecify.annotations.NullMarked;
