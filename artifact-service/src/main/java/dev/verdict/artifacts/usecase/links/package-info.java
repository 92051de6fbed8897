/** Where a file of a run is to be had: at the CI system that made it, or here. */
@NullMarked
package dev.verdict.artifacts.usecase.links;

import org.jspecify.annotations.NullMarked;
