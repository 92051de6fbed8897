/** In which CI job this process runs: a function of the environment, and of the files it names. */
@NullMarked
package dev.verdict.ci.environment;

import org.jspecify.annotations.NullMarked;
