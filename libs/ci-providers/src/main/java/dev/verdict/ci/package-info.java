/**
 * CI systems behind one interface: which providers there are, what they may be set to, and what
 * they are handed. One package below for each; no provider knows another.
 */
@NullMarked
package dev.verdict.ci;

import org.jspecify.annotations.NullMarked;
