package dev.verdict.ci.environment;

import static dev.verdict.ci.environment.Variables.branch;
import static dev.verdict.ci.environment.Variables.joined;
import static dev.verdict.ci.environment.Variables.or;

import dev.verdict.plugin.ci.http.Encoding;
import org.jspecify.annotations.Nullable;

/** A job of Azure Pipelines, whose repository can be elsewhere. */
final class AzureJob {
  private AzureJob() {}

  static CiEnvironment read(Variables all) {
    String server = all.first("SYSTEM_COLLECTIONURI", "SYSTEM_TEAMFOUNDATIONCOLLECTIONURI");
    String project = all.first("SYSTEM_TEAMPROJECT");
    String build = all.first("BUILD_BUILDID");
    String source = branch(all.first("SYSTEM_PULLREQUEST_SOURCEBRANCH"));
    return new CiEnvironment(
        "azure",
        all.first("BUILD_REPOSITORY_NAME", "BUILD_REPOSITORY_ID"),
        build,
        all.first("SYSTEM_PULLREQUEST_SOURCECOMMITID", "BUILD_SOURCEVERSION"),
        or(source, branch(all.first("BUILD_SOURCEBRANCH"))),
        request(all),
        joined(
            slash(server),
            project == null ? null : Encoding.segment(project),
            "/_build/results?buildId=",
            build));
  }

  /** Of a repository on GitHub the id is one that only Azure knows. */
  private static @Nullable String request(Variables all) {
    String number = all.first("SYSTEM_PULLREQUEST_PULLREQUESTNUMBER");
    String inRef = all.part(all.first("BUILD_SOURCEBRANCH"), "^refs/pull/(\\d+)/");
    return or(or(number, inRef), all.first("SYSTEM_PULLREQUEST_PULLREQUESTID"));
  }

  private static @Nullable String slash(@Nullable String url) {
    return url == null || url.endsWith("/") ? url : url + "/";
  }
}
