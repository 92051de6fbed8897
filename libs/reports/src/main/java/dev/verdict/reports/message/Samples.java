package dev.verdict.reports.message;

import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.Counts;
import dev.verdict.reports.message.RunNews.FailedTest;
import java.time.Instant;
import java.util.List;

/** A run that never was, to see a message before the first real one, and to try a channel. */
public final class Samples {
  private Samples() {}

  public static RunNews run(Change change, String reportUrl, Instant now) {
    if (change.isOfQuarantine()) {
      boolean broken = change == Change.QUARANTINE_BROKEN;
      return QuarantineWords.news(
          new QuarantineWords.Put(
              broken,
              "tests/checkout/test_basket.py::test_total_of_a_basket",
              "team-checkout",
              "SHOP-4711",
              broken ? 5 : 20,
              reportUrl,
              now),
          new QuarantineWords.Seen(
              "00000000-0000-7000-8000-000000000000",
              "checkout",
              "shop",
              "main",
              "3f2c9d1ab07e4c5d9f6a81b2c3d4e5f60718293a",
              null));
    }
    boolean bad = change.isBad();
    Counts counts =
        bad
            ? new Counts(1_204, 1_189, 3, 0, 11, 0, 0, 1, 0)
            : new Counts(1_204, 1_193, 0, 0, 11, 0, 0, 0, 0);
    List<FailedTest> failing =
        List.of(
            new FailedTest(
                "test_total_of_a_basket[three items]",
                "tests/checkout/test_basket.py",
                Verdict.FAILED,
                "AssertionError: assert 29.97 == 29.9",
                true),
            new FailedTest(
                "test_refund_twice",
                "tests/checkout/test_refund.py",
                Verdict.FAILED,
                "AssertionError: refunded 2 times (expected: 1)",
                true),
            new FailedTest(
                "test_price_with_tax",
                "tests/checkout/test_tax.py",
                Verdict.FAILED,
                "KeyError: 'DE'",
                false),
            new FailedTest(
                "test_stock_is_reserved",
                "tests/stock/test_stock.py",
                Verdict.LOST,
                "the worker stopped answering and its lease ran out",
                false));
    return new RunNews(
        "00000000-0000-7000-8000-000000000000",
        "checkout",
        "shop",
        "main",
        "3f2c9d1ab07e4c5d9f6a81b2c3d4e5f60718293a",
        null,
        "ada",
        bad ? Verdict.LOST : Verdict.PASSED,
        change,
        bad ? "1 of 1,204 planned tests has no answer" : null,
        counts,
        252.0,
        bad ? failing : List.of(),
        bad ? 2 : 0,
        reportUrl,
        null,
        now);
  }
}
