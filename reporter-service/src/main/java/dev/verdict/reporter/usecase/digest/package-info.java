/** What is made of a run when it has ended: one step after the other, each as often as it takes. */
@NullMarked
package dev.verdict.reporter.usecase.digest;

import org.jspecify.annotations.NullMarked;
