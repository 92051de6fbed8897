/**
 * One class per thing that happens. They know the rules and their ports, neither SQL nor Kafka nor
 * HTTP.
 */
@NullMarked
package dev.verdict.coordinator.usecase;

import org.jspecify.annotations.NullMarked;
