/** A comment that is found again by a mark that nobody sees, and edited. */
@NullMarked
package dev.verdict.ci.comments;

import org.jspecify.annotations.NullMarked;
