package dev.verdict.testkit.backing;

/** A broker that tests can break. Its address stays the same over stops and starts. */
interface KafkaServer extends AutoCloseable {

  String bootstrapServers();

  /** In good order. */
  void stop();

  /** SIGKILL. */
  void kill();

  /** After a stop or a kill; returns when it can be used. */
  void startAgain();

  /** Frozen: connections stay open and nothing answers. */
  void pause();

  void resume();

  /** For good: nothing of it is left on this machine. */
  @Override
  void close();
}
