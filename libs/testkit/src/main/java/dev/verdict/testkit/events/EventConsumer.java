package dev.verdict.testkit.events;

/** A consumer as {@link ConsumerKit} sees it. */
public interface EventConsumer {
  /** Takes one record, with all that follows from it. */
  void accept(EventRecord record) throws Exception;

  /**
   * What the consumer has made of it all so far, in lines that can be compared: its table, its
   * counters. The same facts must give the same text.
   */
  String state() throws Exception;
}
