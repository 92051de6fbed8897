/**
 * The coordinator dies between any two commits, and nobody who was told something was told wrong.
 */
@NullMarked
package dev.verdict.tests.commits;

import org.jspecify.annotations.NullMarked;
