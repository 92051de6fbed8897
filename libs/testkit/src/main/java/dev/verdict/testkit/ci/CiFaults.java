package dev.verdict.testkit.ci;

import dev.verdict.plugin.ci.ArtifactCursor;
import dev.verdict.plugin.ci.Capability;
import dev.verdict.plugin.ci.CiProvider;
import dev.verdict.plugin.ci.Operation;
import dev.verdict.plugin.ci.RemoteArtifact;
import dev.verdict.plugin.ci.RunState;
import dev.verdict.plugin.ci.TestRun;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The operations, each ready to be carried out while something is wrong. */
final class CiFaults {
  private CiFaults() {}

  static List<Act> acts(CiSubject subject) {
    List<Act> acts = new ArrayList<>(always(subject));
    String linked = subject.freshlyLinked();
    if (linked != null) {
      acts.add(
          new Act(
              Operation.GET_ARTIFACT_URL.word(),
              Operation.GET_ARTIFACT_URL,
              Capability.ARTIFACTS,
              true,
              provider ->
                  found(subject, provider, linked).map(artifact -> linking(provider, artifact))));
    }
    return acts;
  }

  private static List<Act> always(CiSubject subject) {
    return List.of(
        Act.of(Operation.INITIALIZE, null, true, CiProvider::initialize),
        Act.of(
            Operation.CREATE_TEST_RUN,
            Capability.TEST_RUN,
            false,
            provider -> provider.createTestRun(subject.newRun())),
        new Act(
            Operation.UPDATE_TEST_RUN.word(),
            Operation.UPDATE_TEST_RUN,
            Capability.TEST_RUN,
            false,
            provider -> madeRun(subject, provider).map(run -> updating(subject, provider, run))),
        Act.of(
            Operation.SET_BUILD_STATUS,
            Capability.BUILD_STATUS,
            false,
            provider -> provider.setBuildStatus(subject.status(RunState.FAILURE))),
        Act.of(
            Operation.ADD_PR_COMMENT,
            Capability.PR_COMMENT,
            false,
            provider -> provider.addPrComment(subject.comment("hello"))),
        Act.of(
            Operation.UPLOAD_ARTIFACT,
            Capability.ARTIFACT_UPLOAD,
            false,
            provider ->
                provider.uploadArtifact(
                    subject.upload("log.txt", SmallSource.of(subject.vertx(), "log")))),
        Act.of(
            Operation.LIST_ARTIFACTS,
            Capability.ARTIFACTS,
            true,
            provider -> listing(subject, provider)),
        Act.of(
                Operation.LIST_ARTIFACTS,
                Capability.ARTIFACTS,
                true,
                provider ->
                    provider.getArtifactUrl(subject.ciRun(), subject.artifactNames().get(0)))
            .called("list_artifacts for a link"),
        new Act(
            Operation.DOWNLOAD_ARTIFACT.word(),
            Operation.DOWNLOAD_ARTIFACT,
            Capability.ARTIFACTS,
            true,
            provider ->
                found(subject, provider, subject.artifactNames().get(0))
                    .map(artifact -> fetching(provider, artifact))),
        Act.of(
            Operation.GET_TEST_RUN_STATUS,
            Capability.RUN_STATUS,
            true,
            provider -> provider.getTestRunStatus(subject.ciRun())));
  }

  private static Future<?> listing(CiSubject subject, CiProvider provider) {
    List<ArtifactCursor> places = provider.artifactPlaces(subject.ciRun());
    return provider.listArtifacts(
        places.isEmpty() ? ArtifactCursor.first(subject.ciRun(), "") : places.get(0));
  }

  private static Future<TestRun> madeRun(CiSubject subject, CiProvider provider) {
    return provider.capabilities().works(Capability.TEST_RUN)
        ? provider.createTestRun(subject.newRun())
        : Future.succeededFuture(new TestRun("none", null));
  }

  private static Act.Call updating(CiSubject subject, CiProvider provider, TestRun run) {
    return () -> provider.updateTestRun(run.id(), subject.update(RunState.FAILURE));
  }

  private static Future<RemoteArtifact> found(CiSubject subject, CiProvider provider, String name) {
    RemoteArtifact none =
        new RemoteArtifact(subject.ciRun(), "none", "none", null, null, null, null, null, null);
    if (!provider.capabilities().works(Capability.ARTIFACTS)) {
      return Future.succeededFuture(none);
    }
    return provider
        .findArtifacts(subject.ciRun(), Set.of(name))
        .map(findings -> Optional.ofNullable(findings.found().get(name)).orElseThrow());
  }

  private static Act.Call linking(CiProvider provider, RemoteArtifact artifact) {
    return () -> provider.freshLink(artifact);
  }

  private static Act.Call fetching(CiProvider provider, RemoteArtifact artifact) {
    return () -> provider.downloadArtifact(artifact, 0).compose(Drain::of);
  }
}
