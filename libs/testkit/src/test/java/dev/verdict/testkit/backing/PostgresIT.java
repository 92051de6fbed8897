package dev.verdict.testkit.backing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresIT {
  @RegisterExtension static final Postgres postgres = Backing.postgres();
  @RegisterExtension static final Postgres own = Backing.ownPostgres();

  @Test
  void theDatabaseOfAClassStaysAndAFreshOneIsEmpty() {
    TestSql.execute(postgres.database(), "CREATE TABLE known (id int)");

    assertThat(tables(postgres.database().jdbcUrl())).isEqualTo(1);
    var fresh = postgres.freshDatabase();
    assertThat(fresh.database()).isNotEqualTo(postgres.database().database());
    assertThat(TestSql.number(fresh, TABLES)).isZero();
  }

  @Test
  void textIsOrderedByItsCharacters() {
    assertThat(TestSql.number(postgres.database(), "SELECT ('B' < 'a' AND lower('É') = 'é')::int"))
        .isEqualTo(1);
  }

  @Test
  void killedConnectionsAreCountedAndGone() throws SQLException {
    try (var first = TestSql.connect(postgres.freshDatabase());
        var second = TestSql.connect(postgres.freshDatabase())) {
      assertThat(postgres.killConnections()).isGreaterThanOrEqualTo(2);
      assertThat(first.isValid(1)).isFalse();
      assertThat(second.isValid(1)).isFalse();
    }
  }

  @Test
  void afterACrashWhatWasCommittedIsThereAtTheSameAddress() throws SQLException {
    var access = own.database();
    TestSql.execute(access, "CREATE TABLE kept AS SELECT 7 AS id");
    try (var connection = TestSql.connect(access)) {
      own.stopAtOnce();
      assertThat(connection.isValid(1)).isFalse();
      assertThatThrownBy(() -> TestSql.connect(access)).isInstanceOf(SQLException.class);
    }

    own.startAgain();

    assertThat(TestSql.number(access, "SELECT id FROM kept")).isEqualTo(7);
  }

  @Test
  void theSharedServerCannotBeBroken() {
    assertThatThrownBy(postgres::stopAtOnce).hasMessageContaining("Backing.ownPostgres()");
  }

  private static final String TABLES =
      "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'";

  private static int tables(String url) {
    assertThat(url).contains("/test_");
    return TestSql.number(postgres.database(), TABLES);
  }
}
