/** The release before this one, as far as it can be had: its schemas and its statements. */
@NullMarked
package dev.verdict.tests.upgrade;

import org.jspecify.annotations.NullMarked;
