package dev.verdict.ci.environment;

import static dev.verdict.ci.environment.Variables.branch;
import static dev.verdict.ci.environment.Variables.joined;
import static dev.verdict.ci.environment.Variables.or;

import java.io.IOException;
import java.io.StringReader;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** A build of TeamCity. Most of what it says is in two files, one named by the other. */
final class TeamCityJob {
  private TeamCityJob() {}

  static CiEnvironment read(Variables all) {
    Properties build = properties(all.file("TEAMCITY_BUILD_PROPERTIES_FILE"));
    String other = build.getProperty("teamcity.configuration.properties.file");
    Properties more = properties(other == null ? Optional.empty() : all.files().apply(other));
    Variables both = new Variables(merged(build, more), all.files());
    String id = both.first("teamcity.build.id");
    String branch = or(both.first("teamcity.build.branch"), all.first("BRANCH_NAME"));
    String request =
        both.part(branch, "^(?:refs/)?(?:pull|pull-requests|merge-requests|changes)/(\\d+)");
    return new CiEnvironment(
        "teamcity",
        or(CloneUrl.repository(both.first("vcsroot.url")), all.first("TEAMCITY_PROJECT_NAME")),
        or(id, all.first("BUILD_NUMBER")),
        or(all.first("BUILD_VCS_NUMBER"), both.first("build.vcs.number")),
        or(
            branch(both.first("teamcity.pullRequest.source.branch")),
            request != null || "<default>".equals(branch) ? null : branch(branch)),
        or(both.first("teamcity.pullRequest.number"), request),
        or(
            all.first("BUILD_URL"),
            joined(both.first("teamcity.serverUrl"), "/viewLog.html?buildId=", id)));
  }

  private static Map<String, String> merged(Properties one, Properties other) {
    Map<String, String> all = new java.util.HashMap<>();
    one.stringPropertyNames().forEach(name -> all.put(name, one.getProperty(name)));
    other.stringPropertyNames().forEach(name -> all.put(name, other.getProperty(name)));
    return all;
  }

  private static Properties properties(Optional<String> text) {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(text.orElse("")));
    } catch (IOException | IllegalArgumentException unreadable) {
      return new Properties();
    }
    return properties;
  }
}
