package dev.verdict.contract.api;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

/** Where a worker gets the tests from. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Source.Git.class, name = "git"),
  @JsonSubTypes.Type(value = Source.Bundle.class, name = "bundle"),
  @JsonSubTypes.Type(value = Source.SharedPath.class, name = "path")
})
public sealed interface Source {
  /**
   * A commit of a repository.
   *
   * @param commit a full hash, so that every worker runs the same
   * @param directory below the root of the repository
   */
  record Git(String url, String commit, @Nullable String directory) implements Source {}

  /**
   * An archive that was uploaded to the artifact service.
   *
   * @param digest {@code sha256:<hex>} of the archive
   */
  record Bundle(String digest) implements Source {}

  /** A directory that the workers see under the same name. Each attempt works on its own copy. */
  record SharedPath(String path) implements Source {}
}
