@NullMarked
package dev.verdict.reports.message;

import org.jspecify.annotations.NullMarked;
