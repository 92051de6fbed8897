/** How events are written and read. */
@NullMarked
package dev.verdict.contract.event;

import org.jspecify.annotations.NullMarked;
