package dev.verdict.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.pgclient.PgException;
import java.net.ConnectException;
import org.junit.jupiter.api.Test;

class DatabaseAwayTest {
  @Test
  void aDatabaseThatIsAwayIsToldFromAMistakeOfOurs() {
    assertThat(DatabaseAway.is(new ConnectException("refused"))).isTrue();
    assertThat(
            DatabaseAway.is(
                new PgException("the database system is starting up", "FATAL", "57P03", "")))
        .isTrue();
    assertThat(DatabaseAway.is(new PgException("null value", "ERROR", "23502", ""))).isFalse();
    assertThat(DatabaseAway.is(new IllegalStateException("ours"))).isFalse();
    assertThat(DatabaseAway.asFail().problem().status()).isEqualTo(503);
  }
}
