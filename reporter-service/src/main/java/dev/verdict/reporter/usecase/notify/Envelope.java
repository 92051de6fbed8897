package dev.verdict.reporter.usecase.notify;

import java.util.List;
import java.util.UUID;

/**
 * What a channel must know beside the words.
 *
 * @param id the same when the same message is tried again
 * @param follows the messages that this one goes on from, so that a reader finds them together
 * @param recipients where the channel has any; empty for its usual ones
 */
public record Envelope(UUID id, List<UUID> follows, List<String> recipients) {
  public Envelope {
    follows = List.copyOf(follows);
    recipients = List.copyOf(recipients);
  }

  /** One that begins, to the usual ones. */
  public static Envelope of(UUID id) {
    return new Envelope(id, List.of(), List.of());
  }
}
