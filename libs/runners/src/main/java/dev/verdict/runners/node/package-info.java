/** Test tools for JavaScript and TypeScript. */
@NullMarked
package dev.verdict.runners.node;

import org.jspecify.annotations.NullMarked;
