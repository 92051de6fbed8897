package dev.verdict.reports.message;

/**
 * What a channel takes at most, as its documentation says. Where a number is none of a channel's,
 * it is ours, so that a message is read on one screen.
 *
 * @param bytes of the whole request
 * @param characters of all texts together
 * @param title of a title
 * @param text of one block of text
 * @param items of a list
 */
public record Limits(int bytes, int characters, int title, int text, int items) {
  /** Block Kit: 50 blocks; header 150, section text 3,000 characters. Two blocks for an item. */
  public static final Limits SLACK = new Limits(200_000, 40_000, 150, 3_000, 15);

  /** A workflow takes cards of up to 28 KB; some is left for what Teams adds. */
  public static final Limits TEAMS = new Limits(27 * 1024, 27 * 1024, 200, 2_000, 15);

  /** Embeds: title 256, description 4,096, 6,000 characters in all embeds of a message. */
  public static final Limits DISCORD = new Limits(100_000, 6_000, 256, 4_096, 15);

  /** A comment takes 65,000 characters; nobody reads so many. */
  public static final Limits GITHUB = new Limits(260_000, 65_000, 300, 2_000, 30);

  /** A subject is read in a list; RFC 5322 allows 998 characters in a line. */
  public static final Limits MAIL = new Limits(1_000_000, 500_000, 180, 100_000, 50);
}
