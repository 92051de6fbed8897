/** Certificates of a test authority, as files that are replaced. */
@NullMarked
package dev.verdict.runtime.tls;

import org.jspecify.annotations.NullMarked;
