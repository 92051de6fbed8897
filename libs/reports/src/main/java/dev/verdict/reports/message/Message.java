package dev.verdict.reports.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is said, before it takes the form of a channel. All of it is plain text.
 *
 * @param left how many items there was no room for
 */
public record Message(
    String headline,
    Tone tone,
    @Nullable String body,
    List<Fact> facts,
    List<Item> items,
    int left,
    List<Link> links) {

  /** The colour of it. */
  public enum Tone {
    BAD,
    GOOD,
    NEUTRAL
  }

  /** Something that is known of the run. */
  public record Fact(String name, String value) {}

  /**
   * One line of a list.
   *
   * @param sign a word such as {@code new}
   * @param url where it leads, our own
   */
  public record Item(String sign, String title, @Nullable String detail, @Nullable String url) {}

  /** Our own links, never one that a test wrote. */
  public record Link(String title, String url) {}

  Message with(List<Item> fewer) {
    return new Message(
        headline, tone, body, facts, fewer, left + items.size() - fewer.size(), links);
  }
}
