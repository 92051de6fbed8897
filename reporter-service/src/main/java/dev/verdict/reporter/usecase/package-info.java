/** What the reporter does, one class for each verb, and the stores that it needs as interfaces. */
@NullMarked
package dev.verdict.reporter.usecase;

import org.jspecify.annotations.NullMarked;
