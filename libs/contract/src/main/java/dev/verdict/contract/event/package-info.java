/**
 * The public events: CloudEvents whose type and data follow CDEvents 0.5.1, with our own fields
 * under {@code customData}.
 */
@NullMarked
package dev.verdict.contract.event;

import org.jspecify.annotations.NullMarked;
