package dev.verdict.ci.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Time that moves when it is told to, and the timers in it. */
final class FakeTime extends Clock implements Timers {
  private record Due(Instant at, Runnable what) {}

  private final List<Due> due = new ArrayList<>();
  private Instant now = Instant.parse("2026-11-20T10:00:00Z");

  @Override
  public void after(Duration delay, Runnable what) {
    due.add(new Due(now.plus(delay), what));
  }

  void pass(Duration time) {
    Instant until = now.plus(time);
    while (true) {
      Due next =
          due.stream()
              .filter(each -> !each.at().isAfter(until))
              .min(Comparator.comparing(Due::at))
              .orElse(null);
      if (next == null) {
        now = until;
        return;
      }
      due.remove(next);
      now = next.at();
      next.what().run();
    }
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
