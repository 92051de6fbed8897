/**
 * What a stranger compiles against to extend Verdict. Runners need nothing but the JDK; CI
 * providers also Vert.x core (docs/adr/0007).
 */
@NullMarked
package dev.verdict.plugin;

import org.jspecify.annotations.NullMarked;
