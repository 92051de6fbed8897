package dev.verdict.reports.write.markdown;

import dev.verdict.reports.write.text.Numbers;
import java.util.List;

/**
 * A heading with a list that can be cut.
 *
 * @param marks the hashes of its heading
 * @param heading without them
 * @param noun what is counted, in the singular
 * @param count how many there are, whether they are among the items or not
 * @param weight its share of the room when there is not enough
 */
record Section(String marks, String heading, String noun, int count, int weight, List<Item> items) {
  /** Enough for a heading and the line that counts what was cut. */
  static final int LEAST = 160;

  /**
   * One entry of the list.
   *
   * @param covers how many of the section's things it speaks of
   * @param brief what to write when there is no room for the whole; may be the same
   */
  record Item(int covers, String whole, String brief) {
    static Item of(String line) {
      return new Item(1, line, line);
    }
  }

  int wanted() {
    int room = head().length() + (covered(items.size()) < count ? more(count).length() : 0);
    return room + items.stream().mapToInt(item -> item.whole().length() + 1).sum();
  }

  /** As much as fits, never more characters than there is room. */
  String within(int room) {
    StringBuilder text = new StringBuilder(head());
    int covered = 0;
    boolean onlyBrief = false;
    for (Item item : items) {
      int after = count - covered - item.covers();
      int reserve = after > 0 ? more(after).length() : 0;
      onlyBrief = onlyBrief || text.length() + item.whole().length() + 1 + reserve > room;
      String entry = onlyBrief ? item.brief() : item.whole();
      if (text.length() + entry.length() + 1 + reserve > room) {
        break;
      }
      text.append(entry).append('\n');
      covered += item.covers();
    }
    if (covered < count) {
      text.append(more(count - covered));
    }
    return text.toString();
  }

  private int covered(int itemCount) {
    return items.stream().limit(itemCount).mapToInt(Item::covers).sum();
  }

  private String head() {
    return "\n" + marks + " " + heading + "\n\n";
  }

  private String more(int left) {
    String plural = noun.endsWith("s") ? noun : noun + "s";
    return "\n… and " + Numbers.words(left) + " more " + (left == 1 ? noun : plural) + "\n";
  }
}
