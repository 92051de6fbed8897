package dev.verdict.ci.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdict.ci.github.GitHubWebhooks;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import org.junit.jupiter.api.Test;

class WebhookDialectsTest {
  @Test
  void all_are_found() {
    assertThat(WebhookDialects.load().names())
        .containsExactly(
            "azure",
            "bitbucket",
            "circleci",
            "generic",
            "github",
            "gitlab",
            "jenkins",
            "teamcity",
            "travis");
    assertThat(WebhookDialects.load().named("github")).containsInstanceOf(GitHubWebhooks.class);
    assertThat(WebhookDialects.load().named("gitea")).isEmpty();
  }

  @Test
  void each_says_how_its_sender_is_set_up() {
    assertThat(WebhookDialects.load().all())
        .allSatisfy(each -> assertThat(each.setUp()).as(each.provider()).isNotBlank());
  }

  @Test
  void none_is_an_error() throws Exception {
    try (URLClassLoader empty = new URLClassLoader(new URL[0], null)) {
      assertThatThrownBy(() -> WebhookDialects.load(empty))
          .hasMessageContaining("no dialect was found")
          .hasMessageContaining("META-INF/services");
    }
  }

  @Test
  void two_of_one_name_are_an_error_that_names_them() {
    assertThatThrownBy(
            () -> WebhookDialects.of(List.of(new GitHubWebhooks(), new GitHubWebhooks())))
        .hasMessageContaining("'github' is the name of " + GitHubWebhooks.class.getName());
  }
}
