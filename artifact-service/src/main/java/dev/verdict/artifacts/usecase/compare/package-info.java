/** What changed from one file to another. */
@NullMarked
package dev.verdict.artifacts.usecase.compare;

import org.jspecify.annotations.NullMarked;
