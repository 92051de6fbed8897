import java.util.ArrayList;
import java.util.List;

/** What somebody wants to buy, in cents. */
final class Cart {
  private final List<Integer> prices = new ArrayList<>();
  private int voucher;

  void add(int cents) {
    if (cents < 0) {
      throw new IllegalArgumentException("price: " + cents + " (expected: >= 0)");
    }
    prices.add(cents);
  }

  void redeem(int cents) {
    voucher += cents;
  }

  int items() {
    return prices.size();
  }

  /** The mistake is here: a voucher that is worth more than the goods makes the sum negative. */
  int total() {
    return prices.stream().mapToInt(Integer::intValue).sum() - voucher;
  }
}
