package dev.verdict.coordinator.domain.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdict.contract.Json;
import dev.verdict.plugin.webhook.CiEvent.PullRequest.Action;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TriggerTest {
  private static Trigger trigger(String json) {
    return Trigger.of(
        new UUID(1, 1), Json.read(json.replace('\'', '"').replace('`', '\''), TriggerSpec.class));
  }

  private static Trigger matching(String match) {
    return trigger("{'name':'t','action':'start-run','match':" + match + "}");
  }

  private static List<String> against(Trigger trigger, EventFacts event) {
    return trigger.decide(event).against();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'providers':['github']}",
        "{'repositories':['acme/*']}",
        "{'branches':['main','release/**']}",
        "{'events':['push']}",
        "{'paths':['src/**']}",
        "{'when':'sender == `ada` && paths.exists(p, p.endsWith(`.py`))'}",
      })
  void aPushFires(String match) {
    assertThat(against(matching(match), Events.push("main", "docs/x.md", "src/a.py"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'providers':['gitlab']}",
        "{'repositories':['other/*']}",
        "{'branches':['release/**']}",
        "{'tags':['v*']}",
        "{'events':['pull_request']}",
        "{'paths':['lib/**']}",
        "{'labels':['ci']}",
        "{'when':'branch == `x`'}",
        "{'when':'paths[7] == `x`'}",
      })
  void aPushDoesNot(String match) {
    assertThat(against(matching(match), Events.push("main", "src/a.py"))).hasSize(1);
  }

  @Test
  void everythingThatSpeaksAgainstItIsTold() {
    assertThat(
            against(
                matching("{'providers':['gitlab'],'branches':['x'],'paths':['y']}"),
                Events.push("main", "src/a.py")))
        .containsExactly(
            "provider: github (expected: gitlab)",
            "branch: main (expected: x)",
            "paths: 1 changed files, none fits (expected: y)");
  }

  @Test
  void tagsAndBranchesAreApart() {
    assertThat(against(matching("{'tags':['v*']}"), Events.tag("v1"))).isEmpty();
    assertThat(against(matching("{'branches':['**']}"), Events.tag("v1"))).hasSize(1);
    assertThat(against(matching("{'tags':['v*']}"), Events.push("v1"))).hasSize(1);
    assertThat(against(matching("{}"), Events.tag("v1"))).isEmpty();
    // What runs for releases has no business with somebody's proposal.
    assertThat(against(matching("{'tags':['v*']}"), Events.pullRequest(Action.OPENED, false)))
        .hasSize(1);
  }

  @Test
  void aCommitThatIsToldInPartIsAskedForAndWhatIsNoneOfGitStartsNothing() {
    String url = "https://example.org/acme/shop.git";
    assertThat(against(matching("{}"), Events.pushOf("a".repeat(12), url))).isEmpty();
    assertThat(against(matching("{}"), Events.pushOf("a".repeat(64), url)))
        .singleElement()
        .asString()
        .contains("40 digits");
  }

  @Test
  void whoSpeaksForOneRepositoryCannotHaveAnotherFetched() {
    Trigger trigger = trigger("{'name':'unit','action':'start-run'}");
    for (String url :
        List.of("https://example.org/acme/secret.git", "https://example.org/x?/acme/shop.git")) {
      var event = Events.pushOf(Events.SHA, url);
      assertThatThrownBy(() -> PlannedRun.of(trigger, event, new UUID(2, 2)))
          .as(url)
          .isInstanceOf(BadTrigger.class)
          .hasMessageContaining("clone_url");
    }
    var event = Events.pushOf(Events.SHA, "https://git.example.org/prefix/ACME/Shop");
    assertThat(PlannedRun.of(trigger, event, new UUID(2, 2)).tasks()).hasSize(1);
  }

  @Test
  void aDeletedBranchStartsNothing() {
    assertThat(against(matching("{}"), Events.deleted("main"))).hasSize(1);
  }

  @Test
  void pathsThatAreNotToldMayBeAny() {
    assertThat(against(matching("{'paths':['src/**']}"), Events.pullRequest(Action.OPENED, false)))
        .isEmpty();
  }

  @Test
  void pullRequests() {
    assertThat(against(matching("{}"), Events.pullRequest(Action.UPDATED, false))).isEmpty();
    assertThat(against(matching("{}"), Events.pullRequest(Action.LABELLED, false))).hasSize(1);
    assertThat(
            against(
                matching("{'actions':['labelled'],'labels':['ci*']}"),
                Events.pullRequest(Action.LABELLED, false, "bug", "ci-full")))
        .isEmpty();
    assertThat(against(matching("{'branches':['main']}"), Events.pullRequest(Action.OPENED, false)))
        .isEmpty();
  }

  /** Whoever can open a pull request must not run code on our workers for it. */
  @Test
  void forksNeedToBeAllowed() {
    assertThat(against(matching("{}"), Events.pullRequest(Action.OPENED, true)))
        .singleElement()
        .asString()
        .startsWith("fork:");
    assertThat(against(matching("{'forks':true}"), Events.pullRequest(Action.OPENED, true)))
        .isEmpty();
  }

  @Test
  void whatIsSwitchedOffDoesNotFire() {
    assertThat(
            against(
                trigger("{'name':'t','action':'start-run','enabled':false}"), Events.push("main")))
        .hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'name':'','action':'start-run'}",
        "{'name':'t','action':'fly'}",
        "{'name':'t','action':'follow','run':{}}",
        "{'name':'t','action':'follow','follow':{'timeout':0}}",
        "{'name':'t','action':'follow','follow':{'reports':['']}}",
        "{'name':'t','action':'follow','match':{'events':['push']}}",
        "{'name':'t','action':'cancel','follow':{}}",
        "{'name':'t','action':'cancel','run':{}}",
        "{'name':'t','action':'start-run','rerun':{}}",
        "{'name':'t','action':'start-run','match':{'events':['comment']}}",
        "{'name':'t','action':'start-run','match':{'when':'1 +'}}",
        "{'name':'t','action':'start-run','match':{'branches':['']}}",
        "{'name':'t','action':'start-run','match':{'actions':['waved']}}",
        "{'name':'t','action':'start-run','run':{'command':['x'],'files':['y']}}",
        "{'name':'t','action':'start-run','run':{'matrix':{'a':[]}}}",
        "{'name':'t','action':'start-run','run':{'environment':{'CI':null}}}",
        "{'name':'t','action':'start-run','run':{'arguments':[null]}}",
        "{'name':'t','action':'start-run','run':{'matrix':{'a-b':['1']}}}",
      })
  void whatCannotBeMeantIsRefused(String json) {
    assertThatThrownBy(() -> trigger(json))
        .isInstanceOf(BadTrigger.class)
        .hasMessageContaining("expected: ");
  }

  @Test
  void followWaitsForRunsOfACiSystem() {
    Trigger trigger =
        trigger(
            "{'name':'t','action':'follow','match':{'branches':['main'],'when':'text == `CI`'}}");
    assertThat(against(trigger, Events.run("main", "CI"))).isEmpty();
    assertThat(against(trigger, Events.run("other", "CI"))).hasSize(1);
    assertThat(against(trigger, Events.run("main", "Nightly"))).hasSize(1);
    assertThat(against(trigger, Events.push("main"))).hasSize(1);
  }

  @Test
  void theRunOfAPushSaysWhatWasChanged() {
    Trigger trigger = trigger("{'name':'unit','action':'start-run','run':{'runner':'pytest'}}");
    EventFacts push = Events.push("main", "src/a.py", "x".repeat(300), "src/b.py");
    JsonNode run = Json.tree(Json.bytes(PlannedRun.of(trigger, push, new UUID(2, 2))));
    assertThat(run.at("/user").asText()).isEqualTo("ada");
    assertThat(run.at("/metadata/commit_message").asText()).isEqualTo("Fix it");
    assertThat(run.at("/metadata/changed_files").toString())
        .isEqualTo("[\"src/a.py\",\"src/b.py\"]");
    assertThat(run.at("/metadata/changed_files_total").asInt()).isEqualTo(3);
  }

  @Test
  void theRunOfAPush() {
    Trigger trigger =
        trigger(
            "{'name':'unit','action':'start-run','run':{'runner':'pytest','directory':'api',"
                + "'priority':5,'arguments':['-x','{matrix.py}'],"
                + "'matrix':{'py':['3.11','3.12'],'os':['linux']}}}");
    JsonNode run =
        Json.tree(Json.bytes(PlannedRun.of(trigger, Events.push("main"), new UUID(2, 2))));
    assertThat(run.at("/name").asText()).isEqualTo("unit: acme/shop@aaaaaaaa");
    assertThat(run.at("/source/url").asText()).isEqualTo("https://example.org/acme/shop.git");
    assertThat(run.at("/source/commit").asText()).isEqualTo(Events.SHA);
    assertThat(run.at("/ci/branch").asText()).isEqualTo("main");
    assertThat(run.at("/metadata/trigger").asText()).isEqualTo("unit");
    assertThat(run.at("/tasks")).hasSize(2);
    assertThat(run.at("/tasks/0/name").asText()).isEqualTo("unit (os=linux, py=3.11)");
    assertThat(run.at("/tasks/1/name").asText()).isEqualTo("unit (os=linux, py=3.12)");
    JsonNode config = run.at("/tasks/1/config");
    assertThat(config.at("/arguments").toString()).isEqualTo("[\"-x\",\"3.12\"]");
    assertThat(config.at("/environment/MATRIX_PY").asText()).isEqualTo("3.12");
    assertThat(config.at("/environment/MATRIX_OS").asText()).isEqualTo("linux");
    assertThat(config.at("/directory").asText()).isEqualTo("api");
  }

  @Test
  void whatPeopleWrite() {
    assertThat(RerunWish.in("/verdict rerun failed")).contains("failed");
    assertThat(RerunWish.in("please\n  /verdict rerun\nthanks")).contains("failed");
    assertThat(RerunWish.in("/Verdict rerun ALL")).contains("all");
    assertThat(RerunWish.in("say /verdict rerun failed")).isEmpty();
    assertThat(RerunWish.in("> /verdict rerun failed")).isEmpty();
    assertThat(RerunWish.in("/verdict rerun everything")).isEmpty();
    // What Verdict wrote itself comes back as a comment of somebody who may.
    assertThat(RerunWish.in("<!-- verdict:unit -->\nlog:\n/verdict rerun all")).isEmpty();
    assertThat(RerunWish.in("[//]: # (verdict:unit)\nlog:\n/verdict rerun all")).isEmpty();
    assertThat(RerunWish.in("")).isEmpty();
  }
}
