/** {@code verdict artifact}: the store of artifacts from the command line. */
@NullMarked
package dev.verdict.cli.artifact;

import org.jspecify.annotations.NullMarked;
