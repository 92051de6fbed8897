/** Runs of CI systems that are taken into runs of ours: asked about, their reports read, judged. */
@NullMarked
package dev.verdict.coordinator.usecase.follow;

import org.jspecify.annotations.NullMarked;
