/**
 * What every part of Verdict, and everybody outside, means by the same words: identifiers,
 * verdicts, topics, JSON.
 */
@NullMarked
package dev.verdict.contract;

import org.jspecify.annotations.NullMarked;
