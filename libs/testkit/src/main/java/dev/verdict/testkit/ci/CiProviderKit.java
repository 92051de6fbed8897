package dev.verdict.testkit.ci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.verdict.plugin.ci.ArtifactFindings;
import dev.verdict.plugin.ci.Capability;
import dev.verdict.plugin.ci.CiProvider;
import dev.verdict.plugin.ci.ConfigurationError;
import dev.verdict.plugin.ci.ConnectionError;
import dev.verdict.plugin.ci.PostedComment;
import dev.verdict.plugin.ci.RemoteArtifact;
import dev.verdict.plugin.ci.RunState;
import dev.verdict.plugin.ci.Support;
import dev.verdict.plugin.ci.TestRun;
import dev.verdict.plugin.ci.TestRunStatus;
import io.vertx.core.Future;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What each CI provider does. Extend it, say what {@link CiSubject} asks, and run it: what a
 * provider declares absent is not asked of it, but that it says so is.
 */
public abstract class CiProviderKit extends CiFaultKit {
  private static final int MEGABYTES = 50;

  private RecordedApi api;
  private CiProvider provider;

  @BeforeEach
  void recordTheApi() throws Exception {
    api = await(RecordedApi.start(vertx(), clock()));
    record(api);
    provider = open(settings(api.url()));
  }

  @AfterEach
  void everyRequestWasOneThatTheApiAccepts() throws Exception {
    await(provider.close());
    await(provider.close());
    await(api.close());
    assertThat(api.violations()).as("requests that the real API would refuse").isEmpty();
  }

  protected final RecordedApi api() {
    return api;
  }

  protected final CiProvider provider() {
    return provider;
  }

  protected final boolean can(Capability capability) {
    return provider.capabilities().works(capability);
  }

  @Test
  void what_it_cannot_do_it_says_with_a_reason() {
    for (Capability each : Capability.values()) {
      switch (provider.capabilities().of(each)) {
        case Support.Native itself -> assertThat(itself.works()).isTrue();
        case Support.Fallback other ->
            assertThat(other.reason() + other.instead()).isNotBlank().isNotEqualTo(other.reason());
        case Support.Absent none ->
            assertThat(none.reason() + none.instead()).isNotBlank().isNotEqualTo(none.reason());
      }
    }
  }

  @Test
  void what_it_cannot_do_fails_with_a_sentence() throws Exception {
    for (Act act : CiFaults.acts(this)) {
      if (act.capability() != null && !can(act.capability())) {
        assertThatThrownBy(() -> await(await(act.prepare().apply(provider)).now()))
            .isInstanceOf(ConfigurationError.class)
            .hasMessageContaining(act.operation().word());
      }
    }
  }

  @Test
  void it_greets_the_ci_system() throws Exception {
    await(provider.initialize());
  }

  @Test
  void a_test_run_is_made_once_and_takes_each_state() throws Exception {
    assumeTrue(can(Capability.TEST_RUN));
    TestRun run = await(provider.createTestRun(newRun()));
    assertThat(run.id()).isNotBlank();
    assertThat(await(provider.createTestRun(newRun())).id()).isEqualTo(run.id());
    for (RunState state : RunState.values()) {
      await(provider.updateTestRun(run.id(), update(state)));
    }
  }

  @Test
  void a_commit_takes_each_state() throws Exception {
    assumeTrue(can(Capability.BUILD_STATUS));
    for (RunState state : RunState.values()) {
      await(provider.setBuildStatus(status(state)));
    }
  }

  @Test
  void a_comment_is_edited_in_its_place() throws Exception {
    assumeTrue(can(Capability.PR_COMMENT));
    int before = comments();
    PostedComment first = await(provider.addPrComment(comment("first")));
    PostedComment second =
        await(provider.addPrComment(comment("second\n" + "a long line\n".repeat(100_000))));
    assertThat(first.created()).isTrue();
    assertThat(second.created()).isFalse();
    assertThat(second.id()).isEqualTo(first.id());
    assertThat(comments()).isEqualTo(before + 1);
  }

  @Test
  void some_at_once_leave_one_comment() throws Exception {
    assumeTrue(can(Capability.PR_COMMENT));
    int before = comments();
    Future<PostedComment> one = provider.addPrComment(comment("one"));
    Future<PostedComment> same = provider.addPrComment(comment("of the same process"));
    Future<PostedComment> other = open(settings(api.url())).addPrComment(comment("other"));
    await(Future.all(one, same, other));
    assertThat(comments()).isEqualTo(before + 1);
  }

  @Test
  void all_names_of_a_run_are_found_with_the_fewest_calls() throws Exception {
    assumeTrue(can(Capability.ARTIFACTS));
    Set<String> names = new LinkedHashSet<>(artifactNames());
    ArtifactFindings found = await(provider.findArtifacts(ciRun(), names));
    assertThat(found.problem()).isNull();
    assertThat(found.found().keySet()).containsExactlyInAnyOrderElementsOf(names);
    assertThat(found.found().values()).noneMatch(RemoteArtifact::gone);
    assertThat(api.seen()).hasSize(listingCalls());
  }

  @Test
  void a_name_that_a_run_does_not_have_is_empty() throws Exception {
    assumeTrue(can(Capability.ARTIFACTS));
    assertThat(await(provider.getArtifactUrl(ciRun(), "no such file.txt"))).isEmpty();
    assertThat(await(provider.getArtifactUrl(ciRun(), artifactNames().get(0)))).isPresent();
  }

  @Test
  void an_uploaded_file_is_found_and_comes_back_whatever_its_name() throws Exception {
    assumeTrue(can(Capability.ARTIFACT_UPLOAD));
    for (String name : awkwardNames()) {
      String text = "the contents of " + name;
      SmallSource source = SmallSource.of(vertx(), text);
      await(provider.uploadArtifact(upload(name, source)));
      await(provider.uploadArtifact(upload(name, source)));
      ArtifactFindings found = await(provider.findArtifacts(ciRun(), Set.of(name)));
      assertThat(found.found()).as(String.valueOf(found.problem())).containsKey(name);
      RemoteArtifact artifact = Optional.ofNullable(found.found().get(name)).orElseThrow();
      assertThat(await(provider.downloadArtifact(artifact, 0).compose(Drain::of)).beginning())
          .hasToString(text);
    }
  }

  @Test
  void a_long_file_is_never_whole_in_memory() throws Exception {
    assumeTrue(can(Capability.ARTIFACT_UPLOAD));
    long size = (long) MEGABYTES << 20;
    RemoteArtifact sent =
        await(provider.uploadArtifact(upload("long.bin", new ZeroSource(vertx(), size))));
    assertThat(sent.name()).isEqualTo("long.bin");
    if (speaksHttp()) {
      assertThat(api.seen()).anyMatch(each -> each.length() >= size);
    }
  }

  @Test
  void a_download_is_of_any_length_and_tells_when_it_breaks_off() throws Exception {
    assumeTrue(can(Capability.ARTIFACTS) && speaksHttp());
    RemoteArtifact artifact = anArtifact();
    api.fault(1, Answer.zeros(MEGABYTES));
    assertThat(await(provider.downloadArtifact(artifact, 0).compose(Drain::of)).length())
        .isEqualTo((long) MEGABYTES << 20);

    api.fault(1, Answer.zeros(1).broken());
    assertThatThrownBy(() -> await(provider.downloadArtifact(artifact, 0).compose(Drain::of)))
        .isInstanceOf(ConnectionError.class);
  }

  @Test
  void how_a_run_stands_is_read() throws Exception {
    assumeTrue(can(Capability.RUN_STATUS));
    TestRunStatus status = await(provider.getTestRunStatus(ciRun()));
    assertThat(status.state().isFinal()).as(status.word()).isTrue();
    assertThat(status.id()).isEqualTo(ciRun());
  }

  @Test
  void a_word_that_is_new_is_told_as_it_was_said() throws Exception {
    assumeTrue(can(Capability.RUN_STATUS));
    sayUnknownStatus();
    TestRunStatus status = await(provider.getTestRunStatus(ciRun()));
    assertThat(status.state()).isEqualTo(RunState.UNKNOWN);
    assertThat(status.word()).isNotBlank();
  }

  protected final RemoteArtifact anArtifact() throws Exception {
    String name = artifactNames().get(0);
    ArtifactFindings found = await(provider.findArtifacts(ciRun(), Set.of(name)));
    return Optional.ofNullable(found.found().get(name)).orElseThrow();
  }
}
