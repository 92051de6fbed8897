package dev.verdict.tests.commits;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a client asks on one connection, request by request: a request ends with a Query or a Sync,
 * and the server answers each with one ReadyForQuery, so requests can be told apart although many
 * are sent before the first is answered.
 *
 * <p>A request may commit something when it is the COMMIT of a transaction with statements that
 * write, or when it has such statements outside of a transaction.
 */
final class Conversation {
  private static final Pattern LOCK = Pattern.compile("for\\s+(no\\s+key\\s+)?update");
  private static final Pattern WRITE =
      Pattern.compile("\\b(insert\\s+into|update|delete\\s+from)\\s+(?!set\\b)([a-z_.\"]+)");

  private final Map<String, String> statements = new HashMap<>();
  private final Map<String, String> portals = new HashMap<>();
  private final Set<String> written = new LinkedHashSet<>();
  private boolean inTransaction;
  private String committed = "";
  private int executed;

  /**
   * A request that is complete.
   *
   * @param commits what it would commit, for people; empty when it cannot commit anything
   * @param executed how many statements it executes that are committed with it and can be looked at
   *     before; 0 for a COMMIT, and for a Query, which is one with its commit
   * @param alone whether what it executes is in no transaction of its client
   */
  record Request(String commits, int executed, boolean alone) {}

  /** Present when this message is the last one of a request. */
  Optional<Request> said(WireMessage message) {
    switch (message.type()) {
      case 'P' -> statements.put(message.text(0), message.text(1));
      case 'B' -> portals.put(message.text(0), statements.getOrDefault(message.text(1), ""));
      case 'E' -> executes(portals.getOrDefault(message.text(0), ""));
      case 'Q' -> {
        executes(message.text(0));
        executed = 0;
        return Optional.of(ends());
      }
      case 'S' -> {
        return Optional.of(ends());
      }
      default -> {
        // Descriptions, closings, passwords: nothing is done by them.
      }
    }
    return Optional.empty();
  }

  private void executes(String sql) {
    String text = sql.strip().toLowerCase(Locale.ROOT);
    executed++;
    if (text.startsWith("begin") || text.startsWith("start transaction")) {
      inTransaction = true;
      written.clear();
    } else if (text.startsWith("commit")) {
      committed = String.join(", ", written);
      inTransaction = false;
      written.clear();
    } else if (text.startsWith("rollback")) {
      inTransaction = false;
      written.clear();
    } else {
      Matcher found = WRITE.matcher(LOCK.matcher(text).replaceAll(" "));
      while (found.find()) {
        written.add(found.group(1).split("\\s")[0] + " " + found.group(2));
      }
    }
  }

  private Request ends() {
    Request request = new Request(committed, 0, false);
    if (!inTransaction && !written.isEmpty()) {
      request = new Request(String.join(", ", written), executed, true);
      written.clear();
    }
    committed = "";
    executed = 0;
    return request;
  }
}
