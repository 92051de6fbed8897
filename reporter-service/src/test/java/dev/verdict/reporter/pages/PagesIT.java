package dev.verdict.reporter.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdict.contract.Verdict;
import dev.verdict.reporter.RunningReporter;
import dev.verdict.reporter.domain.TestKey;
import dev.verdict.testkit.backing.Backing;
import dev.verdict.testkit.backing.Kafka;
import dev.verdict.testkit.backing.Postgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Every page in a real browser. Pictures of all of them are left in target/pages. */
class PagesIT {
  @RegisterExtension static final Postgres postgres = Backing.postgres();
  @RegisterExtension static final Kafka kafka = Backing.kafka();
  @TempDir static Path profile;

  private static final String AXE = resource("/axe.min.js");
  private static FakeCoordinator coordinator;
  private static RunningReporter reporter;
  private static Chromium chromium;
  private static DemoHistory demo;

  @BeforeAll
  static void start() {
    assumeThat(Chromium.find())
        .as("a Chromium on this machine: on the PATH, or named by VERDICT_TEST_BROWSER")
        .isPresent();
    coordinator = new FakeCoordinator();
    reporter =
        new RunningReporter(
            postgres.database(),
            kafka.bootstrapServers(),
            kafka.freshTopic("events", 1),
            coordinator.url());
    demo = new DemoHistory(reporter, Instant.now());
    reporter.publish(demo.running.news());
    String last = "/api/v1/runs/" + demo.hostile.id + "/report?wait=30";
    assertThat(reporter.get(last).statusCode()).isEqualTo(200);
    chromium = Chromium.start(Chromium.find().orElseThrow(), profile);
  }

  @AfterAll
  static void stop() {
    if (chromium != null) {
      chromium.close();
    }
    if (reporter != null) {
      reporter.close();
    }
    if (coordinator != null) {
      coordinator.close();
    }
  }

  private static String resource(String name) {
    try (InputStream in = PagesIT.class.getResourceAsStream(name)) {
      return new String(
          java.util.Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Map<String, String> pages() {
    Map<String, String> pages = new LinkedHashMap<>();
    pages.put("runs", "/");
    pages.put("runs-none", "/?q=nothing-is-called-so");
    pages.put("run", "/runs/" + demo.large.id);
    pages.put("running", "/runs/" + demo.running.id);
    pages.put("waiting", "/runs/" + demo.waiting.id);
    pages.put("hostile", "/runs/" + demo.hostile.id);
    pages.put("run-tests", "/runs/" + demo.large.id + "/tests?verdict=failed");
    pages.put("task", "/runs/" + demo.large.id + "/tasks/" + demo.large.tasks.get(40));
    pages.put(
        "test",
        "/tests/" + TestKey.of("tests/checkout/test_checkout_00.py::test_forgets_after_a_day[0]"));
    pages.put("workers", "/workers");
    pages.put("deliveries", "/deliveries");
    pages.put("artifacts", "/artifacts");
    pages.put("failures", "/failures");
    pages.put("flaky", "/flaky");
    pages.put("trends", "/trends");
    pages.put("nowhere", "/rums");
    pages.put("missing", "/runs/01900000-0000-7000-8000-000000000000");
    return pages;
  }

  private static Tab signedIn() {
    Tab tab = chromium.tab();
    tab.look(1280, 900, false);
    tab.open(reporter.url("/login").toString());
    tab.run("document.getElementById('key').value = '" + reporter.key() + "'");
    return tab.leaving("document.querySelector('form').requestSubmit()");
  }

  private static void noFault(Tab tab, String where) {
    tab.run(AXE + ";true");
    JsonNode faults =
        tab.run(
            "axe.run(document, {resultTypes: ['violations']}).then(r => r.violations.map(v => v.id"
                + " + ': ' + v.nodes.slice(0, 4).map(n => n.target.join(' ') + ' ' +"
                + " n.failureSummary).join(' | ')))");
    assertThat(faults).as(where).isEmpty();
  }

  @Test
  void everyPageIsAccessibleAndAsksNobodyElse() {
    Tab tab = signedIn();
    pages()
        .forEach(
            (name, path) -> {
              tab.open(reporter.url(path).toString());
              for (boolean dark : List.of(false, true)) {
                tab.look(1280, 900, dark);
                noFault(tab, name + (dark ? " dark" : " light"));
                tab.shoot(picture(name + (dark ? "-dark" : "")), true);
              }
              tab.look(390, 844, false);
              assertThat(tab.run("document.documentElement.scrollWidth").asInt())
                  .as(name + " on a phone: nothing sticks out")
                  .isLessThanOrEqualTo(390);
              noFault(tab, name + " phone");
              tab.shoot(picture(name + "-phone"), true);
            });
    assertThat(tab.complaints()).filteredOn(said -> !said.contains("status of 404")).isEmpty();
    assertThat(tab.requests())
        .isNotEmpty()
        .allMatch(url -> url.startsWith(reporter.url("/").toString()) || url.equals("about:blank"));
  }

  /** What the documentation shows. */
  @Test
  void picturesForTheDocumentation() {
    Tab tab = signedIn();
    tab.look(1180, 800, false);
    tab.open(reporter.url("/").toString());
    tab.shoot(picture("docs-runs"), false);
    tab.open(reporter.url(pages().getOrDefault("test", "/")).toString());
    tab.shoot(picture("docs-test"), false);
    tab.open(reporter.url("/trends").toString());
    tab.shoot(picture("docs-trends"), false);
    tab.look(1180, 800, true);
    tab.open(reporter.url("/runs/" + demo.large.id).toString());
    tab.shoot(picture("docs-run"), false);
    tab.open(reporter.url("/runs/" + demo.running.id).toString());
    tab.shoot(picture("docs-running"), false);
    assertThat(tab.complaints()).isEmpty();
  }

  private static Path picture(String name) {
    return Path.of("target", "pages", name + ".png");
  }

  @Test
  void withoutSigningInThereIsOnlyTheLogin() {
    Tab tab = chromium.tab();
    tab.look(1280, 900, false);
    tab.open(reporter.url("/runs/" + demo.large.id).toString());

    assertThat(tab.run("location.pathname").asText()).isEqualTo("/login");
    noFault(tab, "login");
    tab.shoot(picture("login"), true);
    tab.run("document.getElementById('key').value = 'vk_wrong'");
    tab.leaving("document.querySelector('form').requestSubmit()");
    assertThat(tab.run("document.querySelector('.wrong').textContent").asText())
        .contains("not known");
    tab.run("document.getElementById('key').value = '" + reporter.key() + "'");
    tab.leaving("document.querySelector('form').requestSubmit()");
    assertThat(tab.run("location.pathname").asText()).isEqualTo("/runs/" + demo.large.id);
    assertThat(tab.run("document.cookie").asText()).as("no script sees it").isEmpty();
    tab.leaving("document.querySelector('.out').requestSubmit()");
    assertThat(tab.run("location.pathname").asText()).isEqualTo("/login");
  }

  @Test
  void aPageChangesWhileSomebodyLooks() {
    Tab tab = signedIn();
    DemoRun run = new DemoRun("watched", "main", Instant.now(), 4, 5);
    reporter.publish(run.begin().execute(0, 1, test -> Verdict.PASSED).news());
    tab.open(reporter.url("/").toString());
    tab.until("document.body.innerText.includes('watched')");
    tab.until("document.getElementById('pulse').textContent === 'Live'");

    tab.open(reporter.url("/runs/" + run.id).toString());
    tab.until("document.body.innerText.includes('1 of 4 tasks done')");
    reporter.publish(
        run.execute(1, 4, test -> test == 7 ? Verdict.FAILED : Verdict.PASSED).finish().news());

    tab.until("document.querySelector('h1').textContent.startsWith('Failed')");
    tab.until("document.querySelector('#bad details[open]') !== null");
    noFault(tab, "after it has changed");
  }

  @Test
  void workersAndDeliveriesAreShownAsTheCoordinatorTellsThem() {
    Tab tab = signedIn();
    tab.open(reporter.url("/workers").toString());
    assertThat(tab.run("document.body.innerText").asText())
        .contains("6 workers", "54 of 98 slots busy", "linux-a", "<b>arm</b>-1", "draining")
        .contains("tests/models/test_model_12.py", "no worker has cuda");
    tab.until("document.getElementById('pulse').textContent === 'Live'");
    tab.open(reporter.url("/deliveries").toString());
    assertThat(tab.run("document.querySelectorAll('tbody tr').length").asInt()).isEqualTo(18);
    assertThat(tab.run("document.body.innerText").asText())
        .contains("the signature is wrong", "41 times", "<i>acme</i>/shop");
    assertThat(tab.complaints()).isEmpty();
  }

  @Test
  void whatTestsCallThemselvesIsNeverMarkup() {
    Tab tab = signedIn();
    tab.open(reporter.url("/").toString());
    assertThat(tab.run("document.querySelectorAll('main script, main img').length").asInt())
        .isZero();
    assertThat(tab.run("document.body.innerText").asText())
        .contains("<script>alert(1)</script> @everyone \\u{202e}gnp.exe");
    tab.open(reporter.url("/runs/" + demo.hostile.id).toString());
    assertThat(tab.run("document.querySelectorAll('main script, main img').length").asInt())
        .isZero();
    assertThat(tab.complaints()).isEmpty();
  }

  @Test
  void theGateIsExplainedWhereTheRunIs() {
    Tab tab = signedIn();
    tab.open(reporter.url("/runs/" + demo.large.id).toString());
    assertThat(tab.run("document.querySelector('.gate[open]').innerText").asText())
        .contains("Quality gate", "failed", "max_failures", "bad");
    String report = reporter.get("/api/v1/runs/" + demo.large.id + "/report?format=md").body();
    assertThat(report).contains("**Quality gate** ❌ failed", "`max_failures`");
    assertThat(report).contains("/runs/" + demo.large.id + ")");
  }

  @Test
  void withoutScriptsItSaysTheSame() {
    Tab tab = signedIn();
    tab.withoutScripts();
    tab.open(reporter.url("/runs/" + demo.large.id).toString());
    tab.shoot(picture("run-no-scripts"), false);
    assertThat(reporter.get("/runs/" + demo.large.id).body())
        .contains("New failures", "Broken before", "Lost", "Over time");
  }
}
