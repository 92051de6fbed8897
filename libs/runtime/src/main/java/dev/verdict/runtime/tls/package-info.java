/**
 * The certificates of a process: read from files, judged, and read again when they are replaced.
 */
@NullMarked
package dev.verdict.runtime.tls;

import org.jspecify.annotations.NullMarked;
