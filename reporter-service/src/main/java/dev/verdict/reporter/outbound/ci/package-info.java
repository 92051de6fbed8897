/** The CI systems that runs are told to, behind the providers of our libraries. */
@NullMarked
package dev.verdict.reporter.outbound.ci;

import org.jspecify.annotations.NullMarked;
