package dev.verdict.reporter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.ci.github.GitHubRecord;
import dev.verdict.ci.http.Clockwork;
import dev.verdict.reporter.outbound.ci.ConfiguredCiSystems;
import dev.verdict.reporter.outbound.people.IssueChannel;
import dev.verdict.reporter.outbound.people.IssueChannel.Issue;
import dev.verdict.reporter.usecase.notify.Channel.Outcome;
import dev.verdict.reporter.usecase.notify.Envelope;
import dev.verdict.reporter.usecase.telling.TellingRules;
import dev.verdict.reports.message.Change;
import dev.verdict.reports.message.Message;
import dev.verdict.reports.message.Samples;
import dev.verdict.reports.message.Template;
import dev.verdict.reports.message.Wording;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Notifications as comments at an issue of GitHub, as its provider's test records it. */
class IssueChannelTest {
  private static final Message MESSAGE =
      Wording.of(
          List.of(Samples.run(Change.FIRST_FAILURE, "https://v.example.org/r", Instant.EPOCH)),
          Template.DEFAULT);

  private final Vertx vertx = Vertx.vertx();
  private final RecordedGitHub github = new RecordedGitHub(Clock.systemUTC());
  private final ConfiguredCiSystems systems =
      new ConfiguredCiSystems(
          vertx,
          Clockwork.real(vertx),
          github.settings(TellingRules.USUAL, Map.of("max_retries", "0")).providers(),
          new SimpleMeterRegistry());

  @AfterEach
  void close() {
    RunningReporter.await(systems.close());
    github.close();
    RunningReporter.await(vertx.close());
  }

  private Outcome send(String repository, int issue, long id) {
    IssueChannel channel =
        new IssueChannel(
            systems, new Issue(repository, issue), Duration.ofSeconds(20), Clock.systemUTC());
    return RunningReporter.await(channel.send(MESSAGE, Envelope.of(new UUID(0, id))));
  }

  @Test
  void aMessageIsOneCommentHoweverOftenItIsTried() {
    assertThat(send(GitHubRecord.REPOSITORY, 7, 1)).isEqualTo(new Outcome.Sent());
    assertThat(send(GitHubRecord.REPOSITORY, 7, 1)).isEqualTo(new Outcome.Sent());
    assertThat(github.comments()).isEqualTo(1);
    assertThat(send(GitHubRecord.REPOSITORY, 7, 2)).isEqualTo(new Outcome.Sent());

    assertThat(github.comments()).isEqualTo(2);
    assertThat(github.lastComment())
        .contains("checkout on main: 3 failed, 1 lost (first failure)", "notification=");
  }

  @Test
  void aRepositoryThatNobodySetUpMayBeSetUpLater() {
    assertThat(send("acme/other", 7, 3)).isInstanceOf(Outcome.Later.class);
    assertThat(github.comments()).isZero();
  }
}
