/** What an artifact, its bytes and a log are, and the rules for them; pure. */
@NullMarked
package dev.verdict.artifacts.domain;

import org.jspecify.annotations.NullMarked;
