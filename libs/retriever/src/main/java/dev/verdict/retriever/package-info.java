/** Brings artifacts to this machine once, whole, and as they were. */
@NullMarked
package dev.verdict.retriever;

import org.jspecify.annotations.NullMarked;
