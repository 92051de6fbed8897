/** What of a failed run is worth its copy. */
@NullMarked
package dev.verdict.artifacts.usecase.copies;

import org.jspecify.annotations.NullMarked;
