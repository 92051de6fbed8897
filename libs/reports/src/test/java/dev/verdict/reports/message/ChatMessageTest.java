package dev.verdict.reports.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdict.contract.Json;
import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.Counts;
import dev.verdict.reports.message.RunNews.FailedTest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Messages hold what the documentation of each chat system demands, whatever tests are called. */
class ChatMessageTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final String REPORT = "https://verdict.example.org/api/v1/runs/1/report";
  private static final String EVIL =
      "<!channel> <@U123> @everyone <https://evil.example|x> [a](https://evil.example) **b** `c`"
          + " <at>all</at> <script>alert(1)</script>\r\nBcc: evil@example.org";

  private static Message one(Change change) {
    return Wording.of(List.of(Samples.run(change, REPORT, NOW)), Template.DEFAULT);
  }

  private static Message evil(int tests, int length) {
    String name = EVIL + "ø".repeat(length);
    List<FailedTest> failing =
        IntStream.range(0, tests)
            .mapToObj(i -> new FailedTest(name, name, Verdict.FAILED, name, i % 2 == 0))
            .toList();
    RunNews run =
        new RunNews(
            "1",
            name,
            name,
            name,
            name,
            name,
            name,
            Verdict.FAILED,
            Change.FIRST_FAILURE,
            name,
            new Counts(5_000, 4_000, 1_000, 0, 0, 0, 0, 0, 0),
            3.0,
            failing,
            500,
            REPORT,
            "javascript:alert(1)",
            NOW);
    return Wording.of(List.of(run), Template.DETAILED);
  }

  private static JsonNode json(String text) {
    return Json.tree(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void theHeadlineSaysWhatWhereAndWhetherItIsNew() {
    assertThat(one(Change.FIRST_FAILURE).headline())
        .isEqualTo("checkout on main: 3 failed, 1 lost (first failure)");
    assertThat(one(Change.FIXED).headline()).isEqualTo("checkout on main: fixed, 1,193 passed");
    assertThat(one(Change.STILL_FAILING).items().getFirst().sign()).isEqualTo("new");
  }

  @Test
  void aTestInQuarantineIsNewsOfItsOwner() {
    Message broken = one(Change.QUARANTINE_BROKEN);
    assertThat(broken.headline())
        .isEqualTo(
            "In quarantine, and broken for good:"
                + " tests/checkout/test_basket.py::test_total_of_a_basket");
    assertThat(broken.tone()).isEqualTo(Message.Tone.BAD);
    assertThat(broken.body()).contains("5 runs on end", "SHOP-4711");
    assertThat(broken.facts())
        .contains(
            new Message.Fact("Owner", "team-checkout"),
            new Message.Fact("Seen in", "checkout on main"));
    assertThat(one(Change.QUARANTINE_RELEASED).tone()).isEqualTo(Message.Tone.GOOD);
    Message both =
        Wording.of(
            List.of(
                Samples.run(Change.QUARANTINE_BROKEN, REPORT, NOW),
                Samples.run(Change.FIXED, REPORT, NOW)),
            Template.DEFAULT);
    assertThat(both.headline()).isEqualTo("2 news: 1 fixed, 1 broken in quarantine");
  }

  @Test
  void severalRunsAreOneMessage() {
    List<RunNews> runs = new ArrayList<>();
    runs.add(Samples.run(Change.FIRST_FAILURE, REPORT, NOW));
    runs.add(Samples.run(Change.FIXED, REPORT, NOW));
    runs.add(Samples.run(Change.FIXED, REPORT, NOW));
    Message message = Wording.of(runs, Template.DEFAULT);
    assertThat(message.headline()).isEqualTo("3 runs ended: 1 first failure, 2 fixed");
    assertThat(message.items()).hasSize(3).allMatch(item -> REPORT.equals(item.url()));
  }

  @ParameterizedTest
  @EnumSource(Change.class)
  void slackTakesIt(Change change) {
    slack(json(SlackMessage.of(one(change))));
    slack(json(SlackMessage.of(evil(50, 3_000))));
    slack(
        json(
            SlackMessage.of(
                Wording.of(
                    Collections.nCopies(100, Samples.run(change, REPORT, NOW)),
                    Template.DEFAULT))));
  }

  /** As Block Kit is documented: types, and their limits. */
  private static void slack(JsonNode message) {
    assertThat(message.path("text").textValue()).isNotBlank().doesNotContain("<", ">");
    JsonNode blocks = message.path("blocks");
    assertThat(blocks.size()).isBetween(1, 50);
    for (JsonNode block : blocks) {
      switch (block.path("type").textValue()) {
        case "header" -> plain(block.path("text"), 150);
        case "section" -> {
          assertThat(block.has("text") || block.has("fields")).isTrue();
          if (block.has("text")) {
            plain(block.path("text"), 3_000);
          }
          assertThat(block.path("fields").size()).isLessThanOrEqualTo(10);
          block.path("fields").forEach(field -> plain(field, 2_000));
        }
        case "rich_text" -> rich(block);
        case "context" -> {
          assertThat(block.path("elements").size()).isBetween(1, 10);
          assertThat(block.findValuesAsText("text").toString())
              .doesNotContain("evil", "javascript");
        }
        default -> throw new AssertionError("block of type " + block.path("type"));
      }
    }
  }

  /** Texts that know no markup, and links of ours. */
  private static void rich(JsonNode block) {
    for (JsonNode section : block.path("elements")) {
      assertThat(section.path("type").textValue()).isEqualTo("rich_text_section");
      for (JsonNode part : section.path("elements")) {
        boolean link = part.path("type").textValue().equals("link");
        assertThat(part.path("type").textValue()).isIn("text", "link");
        assertThat(part.path("text").textValue().length()).isBetween(1, 3_000);
        if (link) {
          assertThat(part.path("url").textValue()).isEqualTo(REPORT);
        }
      }
    }
  }

  /** Where nothing comes alive. */
  private static void plain(JsonNode text, int most) {
    assertThat(text.path("type").textValue()).isEqualTo("plain_text");
    assertThat(text.path("emoji").booleanValue()).isFalse();
    assertThat(text.path("text").textValue().length()).isBetween(1, most);
  }

  @ParameterizedTest
  @EnumSource(Change.class)
  void teamsTakesIt(Change change) {
    teams(TeamsMessage.of(one(change)));
    teams(TeamsMessage.of(evil(50, 3_000)));
  }

  /** As adaptive cards 1.4 are documented, of the elements that we use; 28 KB in all. */
  private static void teams(String text) {
    assertThat(text.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(28 * 1024);
    JsonNode message = json(text);
    assertThat(message.path("type").textValue()).isEqualTo("message");
    JsonNode attachment = message.path("attachments").path(0);
    assertThat(attachment.path("contentType").textValue())
        .isEqualTo("application/vnd.microsoft.card.adaptive");
    JsonNode card = attachment.path("content");
    assertThat(card.path("type").textValue()).isEqualTo("AdaptiveCard");
    assertThat(card.path("version").textValue()).isEqualTo("1.4");
    // No list of entities: nobody is ever mentioned.
    assertThat(card.path("msteams").has("entities")).isFalse();
    for (JsonNode block : card.path("body")) {
      assertThat(block.path("type").textValue()).isEqualTo("RichTextBlock");
      for (JsonNode run : block.path("inlines")) {
        assertThat(run.path("type").textValue()).isEqualTo("TextRun");
        assertThat(run.path("text").textValue()).isNotEmpty();
        assertThat(Set.of("Default", "Attention", "Good", ""))
            .contains(run.path("color").asText(""));
      }
    }
    for (JsonNode action : card.path("actions")) {
      assertThat(action.path("type").textValue()).isEqualTo("Action.OpenUrl");
      assertThat(action.path("url").textValue()).startsWith("https://verdict.example.org/");
    }
  }

  @ParameterizedTest
  @EnumSource(Change.class)
  void discordTakesIt(Change change) {
    discord(json(DiscordMessage.of(one(change))));
    discord(json(DiscordMessage.of(evil(50, 3_000))));
  }

  /** As webhooks and embeds are documented. */
  private static void discord(JsonNode message) {
    assertThat(message.path("allowed_mentions").path("parse")).isEmpty();
    assertThat(message.path("allowed_mentions").path("parse").isArray()).isTrue();
    assertThat(message.has("content")).isFalse();
    assertThat(message.path("embeds")).hasSize(1);
    JsonNode embed = message.path("embeds").path(0);
    int all = 0;
    all += atMost(embed.path("title"), 256);
    all += atMost(embed.path("description"), 4_096);
    assertThat(embed.path("fields").size()).isLessThanOrEqualTo(25);
    for (JsonNode field : embed.path("fields")) {
      all += atMost(field.path("name"), 256) + atMost(field.path("value"), 1_024);
    }
    assertThat(all).isLessThanOrEqualTo(6_000);
    assertThat(embed.path("description").textValue().replaceAll("`[^`\n]*`?", ""))
        .doesNotContain("evil", "@everyone", "javascript");
  }

  private static int atMost(JsonNode text, int most) {
    assertThat(text.textValue().length()).isLessThanOrEqualTo(most);
    return text.textValue().length();
  }

  @Test
  void whatIsLeftOutIsCounted() {
    String card = TeamsMessage.of(evil(50, 3_000));
    assertThat(card).contains("… and 9");
    assertThat(evil(50, 10).left()).isEqualTo(950);
  }

  @Test
  void aMailHasOneSubjectAndNoForeignMarkup() {
    MailMessageText mail = MailMessageText.of(evil(50, 100));
    assertThat(mail.subject()).doesNotContain("\r", "\n").hasSizeLessThanOrEqualTo(180);
    Document html = Jsoup.parse(mail.html());
    assertThat(html.select("script, img, at, [onerror]")).isEmpty();
    assertThat(html.select("a[href]").eachAttr("href")).containsOnly(REPORT);
    // Mail programs make links of what looks like one.
    assertThat(mail.text().replace(REPORT, "")).doesNotContain("://");
    assertThat(html.text()).contains("<script>alert(1)</script>");
  }

  @Test
  void onesOwnTextIsFilledOnceAndCheckedBefore() {
    Template own = Template.of("{{suite}} is {{change}}: {{ report }}");
    Message message = Wording.of(List.of(Samples.run(Change.FIXED, REPORT, NOW)), own);
    assertThat(message.body()).isEqualTo("checkout is fixed: " + REPORT);
    assertThat(message.items()).isEmpty();
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> Template.of("{{secret}}"))
        .hasMessageContaining("{{secret}}");
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> Template.of("tiny"))
        .hasMessageContaining("minimal, default, detailed");
  }

  @Test
  void theStateComesFromTheRunBefore() {
    assertThat(Change.between(null, Verdict.FAILED)).isEqualTo(Change.FIRST_FAILURE);
    assertThat(Change.between(Verdict.PASSED, Verdict.LOST)).isEqualTo(Change.FIRST_FAILURE);
    assertThat(Change.between(Verdict.TIMEOUT, Verdict.FAILED)).isEqualTo(Change.STILL_FAILING);
    assertThat(Change.between(Verdict.FAILED, Verdict.PASSED)).isEqualTo(Change.FIXED);
    assertThat(Change.between(Verdict.PASSED, Verdict.PASSED)).isEqualTo(Change.SUCCESS);
  }

  @Test
  void aCommentAtAnIssueIsShortAndInert() {
    String sample = GitHubMessage.of(one(Change.FIRST_FAILURE), 60_000);
    assertThat(sample)
        .startsWith("### ❌ `checkout on main: 3 failed, 1 lost (first failure)`\n")
        .contains("- **new** `test_total_of_a_basket[three items]`", "[Report](" + REPORT + ")");
    String evil = GitHubMessage.of(evil(500, 2_000), 60_000);
    assertThat(evil.length()).isLessThan(60_000);
    assertThat(evil).contains("more\n").doesNotContain("javascript:");
    assertThat(dev.verdict.reports.write.markdown.InertMarkdownTest.live(evil)).isEmpty();
  }
}
