/** How fast the reporter is, beside what the same database can do at best. */
@NullMarked
package dev.verdict.reporter.bench;

import org.jspecify.annotations.NullMarked;
