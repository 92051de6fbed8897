/** The commands about artifacts, against a real artifact service. */
@NullMarked
package dev.verdict.cli.artifact;

import org.jspecify.annotations.NullMarked;
