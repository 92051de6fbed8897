/** The rules, pure: no Vert.x, no SQL, no clock of its own. */
@NullMarked
package dev.verdict.coordinator.domain;

import org.jspecify.annotations.NullMarked;
