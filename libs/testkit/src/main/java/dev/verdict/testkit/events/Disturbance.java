package dev.verdict.testkit.events;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** What happens to records on their way, and what later releases will send. */
enum Disturbance {
  TWICE_IN_A_ROW(
      "Duplicates: every record came twice in a row",
      runs -> each(runs, record -> List.of(record, record))),
  ALL_AGAIN(
      "Replay: everything came a second time, from the beginning",
      runs -> {
        List<EventRecord> all = flat(runs);
        all.addAll(flat(runs));
        return all;
      }),
  LATE(
      "Late: most of each run came again after its end",
      runs -> {
        List<EventRecord> all = new ArrayList<>();
        runs.forEach(
            run -> {
              all.addAll(run);
              all.addAll(run.subList(0, run.size() * 3 / 4));
            });
        return all;
      }),
  ACROSS_RUNS(
      "Order across runs: the records of several runs came in turns, each run in its own order",
      runs -> RecordedRuns.interleaved()),
  RUNS_BACKWARDS(
      "Order across runs: the runs came in another order",
      runs -> {
        List<EventRecord> all = new ArrayList<>();
        runs.reversed().forEach(all::addAll);
        return all;
      }),
  UNKNOWN_TYPES(
      "Unknown types: types that do not exist yet came in between",
      runs -> each(runs, record -> List.of(unknown(record), record))),
  UNKNOWN_FIELDS(
      "Unknown fields: headers and fields were added, as a later release may",
      runs -> each(runs, record -> List.of(grown(record)))),
  HIGHER_VERSION(
      "Higher version: the types had a later version, which only adds",
      runs -> each(runs, record -> List.of(raised(record)))),
  UNREADABLE(
      "Unreadable: records that are no events, or broken, came in between",
      runs -> {
        List<EventRecord> all = flat(runs);
        List<EventRecord> broken = new ArrayList<>();
        runs.forEach(run -> run.forEach(record -> broken.addAll(broken(record))));
        all.addAll(3, broken);
        return all;
      });

  private final String sentence;
  private final Function<List<List<EventRecord>>, List<EventRecord>> change;

  Disturbance(String sentence, Function<List<List<EventRecord>>, List<EventRecord>> change) {
    this.sentence = sentence;
    this.change = change;
  }

  String sentence() {
    return sentence;
  }

  List<EventRecord> apply(List<List<EventRecord>> runs) {
    return change.apply(runs);
  }

  private static List<EventRecord> flat(List<List<EventRecord>> runs) {
    List<EventRecord> all = new ArrayList<>();
    runs.forEach(all::addAll);
    return all;
  }

  private static List<EventRecord> each(
      List<List<EventRecord>> runs, Function<EventRecord, List<EventRecord>> change) {
    return flat(runs).stream().flatMap(record -> change.apply(record).stream()).toList();
  }

  private static EventRecord unknown(EventRecord record) {
    String type = "dev.cdeventsx.verdict-moon.risen.0.1.0";
    return named(record, type, text -> text.replaceAll("\"customData\":\\{.*", "\"phase\":1}"))
        .with("ce_id", "moon-" + record.header("ce_id").orElse(""));
  }

  private static EventRecord raised(EventRecord record) {
    return named(
        record,
        record.type().replaceAll("\\.\\d+\\.\\d+\\.\\d+$", ".0.97.0"),
        UnaryOperator.identity());
  }

  private static EventRecord named(EventRecord record, String type, UnaryOperator<String> change) {
    String text = record.text().replace("\"" + record.type() + "\"", "\"" + type + "\"");
    return record.withValue(change.apply(text)).with("ce_type", type);
  }

  private static EventRecord grown(EventRecord record) {
    String more = "\"brand_new\":{\"list\":[1,null]},";
    String text =
        record
            .text()
            .replace("\"customData\":{", "\"brand_new\":[true],\"customData\":{" + more)
            .replace("\"content\":{", "\"content\":{" + more)
            .replace("\"context\":{", "\"context\":{" + more)
            .replace("\"test\":{", "\"test\":{" + more);
    return record.withValue(text).with("ce_brandnew", "7").with("x-hop", "1");
  }

  /** Half a record, none at all, another document, and one of somebody who mistook the topic. */
  private static List<EventRecord> broken(EventRecord record) {
    String id = "broken-" + record.header("ce_id").orElse("");
    String text = record.text();
    EventRecord half = record.withValue(text.substring(0, text.length() / 2)).with("ce_id", id);
    return List.of(
        half,
        record.withValue("").with("ce_id", id + "-empty"),
        record.withValue("[]").with("ce_id", id + "-list"),
        new EventRecord("hello", Map.of(), new byte[] {(byte) 0xff, 0, 1}));
  }
}
