/**
 * What a process was told: flags, environment and file, read once into records, with all mistakes
 * together.
 */
@NullMarked
package dev.verdict.runtime.settings;

import org.jspecify.annotations.NullMarked;
