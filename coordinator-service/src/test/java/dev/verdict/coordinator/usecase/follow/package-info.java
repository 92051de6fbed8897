/** Following runs of CI systems, without a database. */
@NullMarked
package dev.verdict.coordinator.usecase.follow;

import org.jspecify.annotations.NullMarked;
