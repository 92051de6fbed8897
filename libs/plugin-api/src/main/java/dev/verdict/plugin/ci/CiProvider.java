package dev.verdict.plugin.ci;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One CI system, one repository, one credential. Made by a {@link CiProviderFactory}.
 *
 * <p>No method blocks, and several may be under way at once. What goes wrong is one of the six
 * {@link CiProviderError}s in the future, never thrown. What the CI system cannot do is said by
 * {@link #capabilities()} and need not be overridden.
 */
public interface CiProvider {
  /** The name of its factory. */
  String name();

  Capabilities capabilities();

  /**
   * Asks the CI system whether the credential and the repository are right. Nobody has to call it:
   * it is for finding out early.
   */
  Future<Void> initialize();

  /** Makes what shows our run in the CI system, or finds what an earlier call has made. */
  default Future<TestRun> createTestRun(NewTestRun run) {
    return refused(Operation.CREATE_TEST_RUN, Capability.TEST_RUN);
  }

  default Future<Void> updateTestRun(String testRunId, TestRunUpdate update) {
    return refused(Operation.UPDATE_TEST_RUN, Capability.TEST_RUN);
  }

  default Future<PostedComment> addPrComment(PrComment comment) {
    return refused(Operation.ADD_PR_COMMENT, Capability.PR_COMMENT);
  }

  /**
   * How many characters a comment may have, the mark not counted. Whoever writes one fills that and
   * says what it leaves out; a longer one is cut.
   */
  default int longestComment() {
    return 30_000;
  }

  /** Puts a file where {@link #listArtifacts} of the same run finds it. */
  default Future<RemoteArtifact> uploadArtifact(ArtifactUpload upload) {
    return refused(Operation.UPLOAD_ARTIFACT, Capability.ARTIFACT_UPLOAD);
  }

  /**
   * Where artifacts of a run can be, the likeliest first. A further one is asked only for names
   * that those before it do not have, or if they failed.
   *
   * @param testRunId of {@link TestRun}, or the id of a run of the CI system
   */
  default List<ArtifactCursor> artifactPlaces(String testRunId) {
    return List.of();
  }

  /** One page, with the link of each artifact and how long it lasts, in one call. */
  default Future<ArtifactPage> listArtifacts(ArtifactCursor cursor) {
    return refused(Operation.LIST_ARTIFACTS, Capability.ARTIFACTS);
  }

  /** Those of {@code names} that the run has; one listing for all. Never fails. */
  default Future<ArtifactFindings> findArtifacts(String testRunId, Set<String> names) {
    return ArtifactWalk.find(artifactPlaces(testRunId), this::listArtifacts, names);
  }

  /** The link of one artifact; empty if the run has none of that name. */
  default Future<Optional<ArtifactLink>> getArtifactUrl(String testRunId, String name) {
    return findArtifacts(testRunId, Set.of(name))
        .compose(
            findings -> {
              RemoteArtifact artifact = findings.found().get(name);
              if (artifact == null && findings.problem() != null) {
                return Future.failedFuture(findings.problem());
              }
              return Future.succeededFuture(
                  Optional.ofNullable(artifact).map(RemoteArtifact::link));
            });
  }

  /**
   * A link that anybody can follow for a short while, made now; empty where the CI system makes
   * none, and then {@link #downloadArtifact} streams.
   */
  default Future<Optional<ArtifactLink>> freshLink(RemoteArtifact artifact) {
    return Future.succeededFuture(Optional.empty());
  }

  /**
   * The bytes.
   *
   * @param from the first byte that is wanted, to go on where a download broke off
   */
  default Future<ArtifactContent> downloadArtifact(RemoteArtifact artifact, long from) {
    return refused(Operation.DOWNLOAD_ARTIFACT, Capability.ARTIFACTS);
  }

  /**
   * How a run stands.
   *
   * @param testRunId of {@link TestRun}, or the id of a run of the CI system
   */
  default Future<TestRunStatus> getTestRunStatus(String testRunId) {
    return refused(Operation.GET_TEST_RUN_STATUS, Capability.RUN_STATUS);
  }

  default Future<Void> setBuildStatus(BuildStatus status) {
    return refused(Operation.SET_BUILD_STATUS, Capability.BUILD_STATUS);
  }

  /** Gives back what it holds. Twice does no harm. Connections belong to the host. */
  default Future<Void> close() {
    return Future.succeededFuture();
  }

  private <T> Future<T> refused(Operation operation, Capability capability) {
    String reason = "not possible";
    String instead = "ask its capabilities first";
    if (capabilities().of(capability) instanceof Support.Absent absent) {
      reason = absent.reason();
      instead = absent.instead();
    }
    return Future.failedFuture(
        new ConfigurationError(Failure.of(name(), operation, reason, instead)));
  }
}
