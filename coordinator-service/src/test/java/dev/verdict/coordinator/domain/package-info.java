/** The rules. */
@NullMarked
package dev.verdict.coordinator.domain;

import org.jspecify.annotations.NullMarked;
