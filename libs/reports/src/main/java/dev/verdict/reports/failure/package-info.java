/** Why a test went wrong: its class, by rules that are data, and what it shares with others. */
@NullMarked
package dev.verdict.reports.failure;

import org.jspecify.annotations.NullMarked;
