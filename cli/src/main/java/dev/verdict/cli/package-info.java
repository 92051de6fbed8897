/** The command line: what people and pipelines start. */
@NullMarked
package dev.verdict.cli;

import org.jspecify.annotations.NullMarked;
