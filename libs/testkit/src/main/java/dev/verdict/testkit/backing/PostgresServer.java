package dev.verdict.testkit.backing;

import dev.verdict.embedded.PostgresAccess;

/** A PostgreSQL that tests can break. Its address stays the same over stops and starts. */
interface PostgresServer extends AutoCloseable {

  PostgresAccess access();

  /** In good order. */
  void stop();

  /** As in a crash. */
  void stopAtOnce();

  /** After one of the stops; returns when it can be used. */
  void startAgain();

  /** For good: nothing of it is left on this machine. */
  @Override
  void close();
}
