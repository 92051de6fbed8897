package dev.verdict.ci.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdict.plugin.webhook.UnreadableWebhook;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadTest {
  private final JsonObject json =
      new JsonObject()
          .put("id", 7)
          .put("half", 0.5)
          .put("list", new JsonArray().add("a").add(1))
          .putNull("nothing")
          .put("person", new JsonObject().put("name", "a\u0000\ud800b").put("age", "old"));
  private final Payload payload = Payload.of(json);

  @Test
  void a_mistake_names_the_place_the_value_and_what_was_expected() {
    assertThatThrownBy(() -> payload.object("person").number("age"))
        .isInstanceOf(UnreadableWebhook.class)
        .hasMessage("person.age: old (expected: a whole number)");
    assertThatThrownBy(() -> payload.texts("list"))
        .hasMessage("list: a list (expected: a list of texts)");
    assertThatThrownBy(() -> payload.object("nothing"))
        .hasMessage("nothing: nothing (expected: an object)");
    assertThatThrownBy(() -> payload.id("half"))
        .hasMessage("half: 0.5 (expected: a number or a text)");
    assertThatThrownBy(() -> payload.find("id", "deeper")).isInstanceOf(UnreadableWebhook.class);
  }

  @Test
  void what_is_absent_or_null_is_not_there() {
    assertThat(payload.find("nothing", "deeper")).isNull();
    assertThat(payload.text("absent", "instead")).isEqualTo("instead");
    assertThat(payload.objects("absent")).isEmpty();
    assertThat(payload.flag("nothing")).isFalse();
    assertThat(payload.id("id")).isEqualTo("7");
  }

  @Test
  void a_text_has_nothing_that_a_database_refuses() {
    assertThat(payload.object("person").text("name")).isEqualTo("a\ufffd\ufffdb");
    assertThat(PlainText.of("a\udc00")).isEqualTo("a\ufffd");
    assertThat(PlainText.of("a 😀 b")).isEqualTo("a 😀 b");
    assertThat(PlainText.of("x".repeat(100_000))).hasSize(65_536);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-20T10:00:00Z",
    "2026-11-20T11:00:00+01:00",
    "2026-11-20 10:00:00 UTC",
    "2026-11-20 11:00:00 +0100",
    "20261120T100000+0000",
    "2026-11-20T10:00:00.0000000Z"
  })
  void times_are_read_in_each_form(String text) {
    assertThat(Times.read(text)).isEqualTo(Instant.parse("2026-11-20T10:00:00Z"));
  }

  @Test
  void a_time_out_of_all_bounds_is_none() {
    assertThat(Times.read("+999999999-12-31T23:59:59Z")).isNull();
    assertThat(Times.read("yesterday")).isNull();
    assertThat(Times.ofMillis(Long.MAX_VALUE)).isNull();
    assertThat(Times.ofMillis(-1L)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"javascript:alert(1)", "file:///etc/passwd", "ssh://git@host/x", "/x", "%%", ""})
  void what_no_browser_should_follow_is_no_link(String text) {
    assertThat(Links.read(text)).isNull();
  }

  @Test
  void links_come_without_passwords() {
    assertThat(Links.read("https://me:secret@host.example/a?b#c"))
        .hasToString("https://host.example/a?b#c");
  }

  @ParameterizedTest
  @CsvSource({
    "https://github.com/acme/shop.git, acme/shop",
    "https://me@gitlab.example/acme/web/shop/, acme/web/shop",
    "ssh://git@host.example:2222/acme/shop.git, acme/shop",
    "git@github.com:acme/shop.git, acme/shop",
    "https://acme@dev.azure.com/acme/Web%20Shop/_git/shop, Web Shop/shop"
  })
  void a_repository_is_called_by_the_end_of_its_address(String url, String name) {
    assertThat(Links.repository(url)).contains(name);
  }

  @Test
  void names_are_what_git_accepts() {
    for (String good : List.of("main", "refs/heads/feature/x", "v1.0", "a-b_c", "Übung", "7#x")) {
      assertThat(GitNames.isRef(good)).as(good).isTrue();
    }
    for (String bad :
        List.of(
            "",
            "-x",
            "--upload-pack=x",
            "a b",
            "a..b",
            "a~1",
            "a:b",
            "x/",
            "/x",
            "a\nb",
            "a@{0}",
            "x".repeat(1_001))) {
      assertThat(GitNames.isRef(bad)).as(bad).isFalse();
    }
  }
}
