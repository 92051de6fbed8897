/** Tests of what the coordinator does, without a database. */
@NullMarked
package dev.verdict.coordinator.usecase;

import org.jspecify.annotations.NullMarked;
