package dev.verdict.ci;

import dev.verdict.testkit.ci.RecordedApi;
import java.lang.reflect.Constructor;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A CI system as its provider's own test records it, with what it takes to ask it.
 *
 * @param ciRun a run that it has
 * @param artifactNames what that run has
 */
public record RecordedSystem(
    String name, Map<String, String> settings, String ciRun, List<String> artifactNames) {
  /** When the records were made: what expires in them does so later. */
  public static final Instant MADE = Instant.parse("2026-11-20T10:00:00Z");

  private static final Map<String, String> TESTS =
      Map.of(
          "azure", "azure.AzureProviderTest",
          "bitbucket", "bitbucket.BitbucketProviderTest",
          "circleci", "circleci.CircleCiProviderTest",
          "generic", "generic.GenericProviderTest",
          "github", "github.GitHubProviderTest",
          "gitlab", "gitlab.GitLabProviderTest",
          "jenkins", "jenkins.JenkinsProviderTest",
          "local", "local.LocalProviderTest",
          "teamcity", "teamcity.TeamCityProviderTest",
          "travis", "travis.TravisProviderTest");

  public static List<String> names() {
    return TESTS.keySet().stream().sorted().toList();
  }

  /**
   * @param api an API that nothing else is recorded on
   * @param directory for one that keeps files
   */
  public static RecordedSystem record(String name, RecordedApi api, Path directory)
      throws ReflectiveOperationException {
    Class<?> test = Class.forName("dev.verdict.ci." + TESTS.get(name));
    Constructor<?> made = test.getDeclaredConstructor();
    made.setAccessible(true);
    return ((ProviderContract) made.newInstance()).recorded(api, directory);
  }
}
