/** One class per verb, and the ports that they need. */
@NullMarked
package dev.verdict.artifacts.usecase;

import org.jspecify.annotations.NullMarked;
