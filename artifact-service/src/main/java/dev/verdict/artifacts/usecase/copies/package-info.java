/** Copies of what CI systems hold of failed runs, made before they throw it away. */
@NullMarked
package dev.verdict.artifacts.usecase.copies;

import org.jspecify.annotations.NullMarked;
