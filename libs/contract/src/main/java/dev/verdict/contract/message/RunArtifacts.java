package dev.verdict.contract.message;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the artifact service found of a finished run, on {@link
 * dev.verdict.contract.Topics#ARTIFACTS}. The coordinator makes the public event of it.
 *
 * @param finish the sequence of the event that told of the run's end: a run that is opened again
 *     ends again, and is told of again
 * @param complete whether the links are all that there are
 */
public record RunArtifacts(
    UUID runId,
    long finish,
    Instant resolvedAt,
    boolean complete,
    List<Link> links,
    List<Source> sources) {

  /** So many links at most; with names and addresses of usual length half a megabyte. */
  public static final int MOST_LINKS = 1_000;

  /** In our own store. */
  public static final String STORE = "store";

  /**
   * Where a file is.
   *
   * @param source {@link #STORE}, or the provider's name
   * @param permalink a path at the artifact service, which leads to the file as long as anybody has
   *     it and then to a page about it
   * @param url where the CI system has it, if whoever may look there gets it by that
   * @param attempt 0 when it belongs to no attempt
   * @param reason why it is not to be had, if it is not
   */
  public record Link(
      UUID id,
      String name,
      String path,
      String source,
      String permalink,
      @Nullable String url,
      String type,
      @Nullable Long sizeBytes,
      @Nullable String digest,
      @Nullable UUID taskId,
      int attempt,
      @Nullable String reason) {}

  /**
   * Somebody who was asked.
   *
   * @param ciRun the run of the CI system that it was asked about
   * @param links how many files it named
   * @param problem why that may not be all
   */
  public record Source(String name, @Nullable String ciRun, int links, @Nullable String problem) {}
}
