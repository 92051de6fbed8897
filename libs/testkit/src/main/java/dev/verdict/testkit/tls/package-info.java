/** Certificates for tests of what is encrypted. */
@NullMarked
package dev.verdict.testkit.tls;

import org.jspecify.annotations.NullMarked;
