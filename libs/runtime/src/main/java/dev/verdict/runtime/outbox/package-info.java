/**
 * State and event leave in one transaction: what is to be sent is a row beside the state, and a
 * relay sends the rows in order.
 *
 * <p>Rows are never updated and not deleted when sent, so sending leaves no dead rows behind and
 * the sent events can be read again; only a position moves. Ids are given out before their
 * transactions commit, so a reader meets gaps: {@link dev.verdict.runtime.outbox.RelayPosition}
 * knows which of them may still be filled.
 */
@NullMarked
package dev.verdict.runtime.outbox;

import org.jspecify.annotations.NullMarked;
