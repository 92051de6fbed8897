/** Test tools for Java and its relatives. */
@NullMarked
package dev.verdict.runners.java;

import org.jspecify.annotations.NullMarked;
