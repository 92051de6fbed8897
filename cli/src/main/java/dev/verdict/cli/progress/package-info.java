/** What a person sees while a run runs. */
@NullMarked
package dev.verdict.cli.progress;

import org.jspecify.annotations.NullMarked;
