package dev.verdict.tests.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.embedded.PostgresAccess;
import dev.verdict.testkit.backing.Backing;
import dev.verdict.testkit.backing.Postgres;
import dev.verdict.tests.wholesystem.Checkout;
import dev.verdict.tests.wholesystem.Ledger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Nothing grows for ever, and the page for operators says how long each table is kept. */
class GrowthIT {
  private static final Pattern DELETE = Pattern.compile("(?i)delete from (\\w+)");
  private static final Pattern NAME = Pattern.compile("`([a-z_]+)`");

  @RegisterExtension static final Postgres postgres = Backing.postgres();

  private static PostgresAccess database;
  private static Ledger ledger;

  @BeforeAll
  static void migrate() {
    database = postgres.database();
    PreviousSchemas.in(database).migrate();
    ledger = new Ledger(database);
  }

  @Test
  void every_table_is_named_with_how_long_it_is_kept() throws Exception {
    Set<String> named = new TreeSet<>();
    for (String row : rows()) {
      Matcher names = NAME.matcher(row);
      while (names.find()) {
        named.add(names.group(1));
      }
    }
    assertThat(named).containsAll(tables().stream().map(GrowthIT::table).toList());
  }

  @Test
  void what_is_not_kept_for_ever_is_deleted_by_somebody() throws Exception {
    Set<String> always = new HashSet<>();
    for (String row : rows()) {
      Matcher names = NAME.matcher(row.startsWith("| always") ? row : "");
      while (names.find()) {
        always.add(names.group(1));
      }
    }
    Set<String> gone = new TreeSet<>();
    for (Map.Entry<String, Path> each : sources().entrySet()) {
      Matcher deletes = DELETE.matcher(text(each.getValue()));
      while (deletes.find()) {
        gone.add(each.getKey() + "." + deletes.group(1));
      }
    }
    // What is parked is swept by a statement that the services share.
    gone.add("coordinator.parked_messages");
    gone.add("coordinator.outbox");
    gone.add("coordinator.idempotency");
    addCascades(gone);

    assertThat(tables())
        .filteredOn(table -> !always.contains(table(table)))
        .allSatisfy(table -> assertThat(gone).contains(table));
  }

  @Test
  void what_is_parked_goes_when_it_is_old() throws Exception {
    String sweep =
        Files.readString(Checkout.TOP.resolve("libs/runtime/src/main/resources/sql/parking.sql"));
    try (Connection connection = PreviousSchemas.connect(database);
        Statement sql = connection.createStatement()) {
      sql.execute("set search_path = coordinator");
      sql.execute(
          "insert into parked_messages (topic, partition, position, headers, value, why, at) values"
              + " ('t', 0, 1, '{}', '', 'old', now() - interval '31 days'),"
              + " ('t', 0, 2, '{}', '', 'young', now())");
      sql.execute("prepare sweep as " + sweep.substring(sweep.indexOf("-- name: sweep")));
      sql.execute("execute sweep (30 * 86400, 100)");
    }
    assertThat(ledger.rows("select why from coordinator.parked_messages")).containsExactly("young");
  }

  /** What belongs to something that is deleted, and goes with it. */
  private static void addCascades(Set<String> gone) throws Exception {
    List<String> cascades =
        ledger.rows(
            "select conrelid::regclass, confrelid::regclass from pg_constraint where contype = 'f'"
                + " and confdeltype = 'c'");
    for (int before = -1; before != gone.size(); ) {
      before = gone.size();
      for (String cascade : cascades) {
        String[] tables = cascade.split(" ");
        if (gone.contains(tables[1])) {
          gone.add(tables[0]);
        }
      }
    }
  }

  private static Map<String, Path> sources() {
    return Map.of(
        "access", Checkout.TOP.resolve("libs/runtime/src/main/resources/sql"),
        "coordinator", Checkout.TOP.resolve("coordinator-service/src/main/resources/sql"),
        "reporter", Checkout.TOP.resolve("reporter-service/src/main/resources/sql"),
        "artifacts", Checkout.TOP.resolve("artifact-service/src/main/resources/sql"));
  }

  private static String text(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      StringBuilder all = new StringBuilder();
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.append(Files.readString(file));
      }
      return all.toString();
    }
  }

  /** Of the table in the section of the page. */
  private static List<String> rows() throws IOException {
    String page = Files.readString(Checkout.TOP.resolve("docs/operations.md"));
    int start = page.indexOf("\n## What grows\n");
    assertThat(start).isPositive();
    return page.substring(start, page.indexOf("\n## ", start + 1))
        .lines()
        .filter(line -> line.startsWith("| "))
        .toList();
  }

  private static Set<String> tables() throws Exception {
    return ledger
        .rows(
            "select schemaname || '.' || tablename from pg_tables where schemaname = any"
                + " (string_to_array(?, ' ')) and tablename <> 'schema_history'",
            String.join(" ", PreviousSchemas.SCHEMAS))
        .stream()
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String table(String name) {
    return name.substring(name.indexOf('.') + 1);
  }
}
