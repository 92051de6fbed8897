package dev.verdict.testkit.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.plugin.webhook.CiEvent;
import dev.verdict.plugin.webhook.Repository;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What holds for each event, whatever it was read from. */
final class Events {
  private static final String SHA = "|[0-9a-fA-F]{7,64}";

  private Events() {}

  static String repository(CiEvent event) {
    Repository repository =
        switch (event) {
          case CiEvent.Push push -> push.repository();
          case CiEvent.PullRequest pull -> pull.repository();
          case CiEvent.CiRun run -> run.repository();
          case CiEvent.Comment comment -> comment.repository();
          case CiEvent.Ping ping -> null;
          case CiEvent.Ignored ignored -> null;
        };
    return repository == null ? "" : repository.name();
  }

  static void check(List<CiEvent> events) {
    assertThat(events).isNotEmpty().allSatisfy(Events::check);
    assertThat(events.toString().indexOf(0)).as("the character 0").isNegative();
  }

  private static void check(CiEvent event) {
    switch (event) {
      case CiEvent.Push push -> {
        assertThat(push.before()).matches(SHA);
        assertThat(push.after()).matches(SHA);
        assertThat(push.ref()).isNotBlank().doesNotStartWith("-");
        assertThat(push.deleted()).isEqualTo(push.after().isEmpty());
        links(push.repository().cloneUrl(), push.repository().webUrl());
      }
      case CiEvent.PullRequest pull -> {
        assertThat(pull.number()).isNotBlank();
        assertThat(pull.headSha()).matches(SHA);
        assertThat(pull.headBranch()).isNotBlank().doesNotStartWith("-");
        assertThat(pull.baseBranch()).isNotBlank().doesNotStartWith("-");
      }
      case CiEvent.CiRun run -> {
        assertThat(run.runId()).isNotBlank();
        assertThat(String.valueOf(run.sha())).matches("null" + SHA);
        links(run.url());
        if (run.phase() != CiEvent.CiRun.Phase.FINISHED) {
          assertThat(run.state().isFinal()).isFalse();
        }
      }
      case CiEvent.Comment comment -> {
        assertThat(comment.pullRequest()).isNotBlank();
        links(comment.url());
      }
      case CiEvent.Ping ping -> assertThat(ping.what()).isNotNull();
      case CiEvent.Ignored ignored -> assertThat(ignored.why()).isNotBlank();
    }
  }

  /** People click them. */
  private static void links(@Nullable URI... links) {
    for (URI link : links) {
      if (link != null) {
        assertThat(link.getScheme()).isIn("http", "https");
        assertThat(link.getRawUserInfo()).isNull();
      }
    }
  }
}
