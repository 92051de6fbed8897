/**
 * The one way to a CI system's API: every call has a time limit, a place in a bounded queue, and an
 * end to its repetitions.
 */
@NullMarked
package dev.verdict.ci.http;

import org.jspecify.annotations.NullMarked;
