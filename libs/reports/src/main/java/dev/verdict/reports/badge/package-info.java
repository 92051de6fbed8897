/** Badges: a word about a suite as a small picture, and as the JSON that shields.io draws from. */
@NullMarked
package dev.verdict.reports.badge;

import org.jspecify.annotations.NullMarked;
