package dev.verdict.runtime.pg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SqlTest {
  @Test
  void statementsAreFoundByNameWithoutTheirComments() {
    Sql sql =
        Sql.parse("a.sql", "-- name: one\n-- why\nselect 1\n\n-- name: two\nselect 2\nfrom t\n");
    assertThat(sql.get("one")).isEqualTo("select 1");
    assertThat(sql.get("two")).isEqualTo("select 2\nfrom t");
  }

  @Test
  void aNameThatIsNotThereIsNamedWithTheFile() {
    assertThatThrownBy(() -> Sql.parse("a.sql", "-- name: one\nselect 1").get("three"))
        .hasMessageContaining("three")
        .hasMessageContaining("a.sql");
  }

  @Test
  void twoOfOneNameAreAMistake() {
    assertThatThrownBy(() -> Sql.parse("a.sql", "-- name: one\nselect 1\n-- name: one\nselect 2"))
        .hasMessageContaining("two statements named one");
  }
}
