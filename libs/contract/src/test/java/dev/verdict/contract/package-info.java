/** Tests of the words that all services share. */
@NullMarked
package dev.verdict.contract;

import org.jspecify.annotations.NullMarked;
