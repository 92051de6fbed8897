/** Any command that leaves JUnit XML. */
@NullMarked
package dev.verdict.runners.command;

import org.jspecify.annotations.NullMarked;
