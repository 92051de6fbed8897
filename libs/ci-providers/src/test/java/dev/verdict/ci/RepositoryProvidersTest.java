package dev.verdict.ci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdict.ci.http.CallListener;
import dev.verdict.ci.http.Clockwork;
import dev.verdict.plugin.ci.CiProvider;
import dev.verdict.plugin.ci.ConfigurationError;
import dev.verdict.plugin.ci.Operation;
import dev.verdict.plugin.ci.RunPlace;
import dev.verdict.testkit.ci.Answer;
import dev.verdict.testkit.ci.RecordedApi;
import dev.verdict.testkit.ci.Seen;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepositoryProvidersTest {
  private static final String PASS = "tok-1f7be29c6a0d4e85";

  /** What each wants beside the name of its repository. */
  private static final Map<String, Map<String, String>> BARE =
      Map.of(
          "github", Map.of("token", PASS),
          "gitlab", Map.of("token", PASS),
          "travis", Map.of("token", PASS),
          "bitbucket", Map.of("token", PASS),
          "azure", Map.of("token", PASS, "org_url", "https://dev.azure.com/acme"),
          "circleci", Map.of("token", PASS),
          "jenkins", Map.of("url", "https://j.example", "user", "u", "token", PASS));

  private static final String ID = "1e7f1d3c-2b6a-4c55-9d0f-3f1a2b3c4d5e";

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void stop() throws Exception {
    vertx.close().await(20, TimeUnit.SECONDS);
  }

  private RepositoryProviders providers(String name, Map<String, String> more) {
    Map<String, String> all = new HashMap<>(BARE.getOrDefault(name, Map.of()));
    all.putAll(more);
    return new RepositoryProviders(
        new ProviderHost(
            vertx, CiProviders.load(), Map.of(), Clockwork.real(vertx), CallListener.NOBODY),
        Map.of(name, all));
  }

  private static Map<String, String> settings(@Nullable String text) {
    Map<String, String> settings = new HashMap<>();
    if (text != null) {
      Arrays.stream(text.split(" ")).forEach(each -> put(settings, each));
    }
    return settings;
  }

  private static void put(Map<String, String> settings, String pair) {
    settings.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
  }

  private static final Map<String, String> NONE = Map.of();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "github|repository=octo/hello|octo/hello",
        "github|repository=octo/hello|Octo/Hello",
        "github||octo/hello",
        "travis|repository=octo/hello|octo/hello",
        "gitlab|project_id=team/app|team/app",
        "gitlab|project_id=42|team/app",
        "gitlab|project_id=42|42",
        "gitlab||team/sub/app",
        "bitbucket|workspace=octo repository=hello|octo/hello",
        "bitbucket|workspace=octo repository=hello|hello",
        "bitbucket|workspace=octo|octo/other",
        "bitbucket|workspace=octo|other",
        "bitbucket|repository=octo/hello|octo/hello",
        "azure|project=Shop repository=shop-api|Shop/shop-api",
        "azure|project=Shop repository=shop-api|shop-api",
        "azure|repository=Shop/shop-api|shop-api",
        "azure|project=Shop repository=" + ID + "|Shop/shop-api",
        "azure|project=Shop repository=shop-api|" + ID,
        "azure|project=Shop repository=shop-api|acme/Shop/_git/shop-api",
        "azure|project=Shop|Shop/anything",
        "circleci|project_slug=gh/octo/hello|octo/hello",
        "circleci|project_slug=octo/hello|octo/hello",
        "circleci|project_slug=circleci/org1/project1|octo/hello",
        "jenkins|job_name=team/app|octo/hello"
      })
  void a_run_is_asked_about_whose_repository_the_settings_mean(
      String provider, @Nullable String set, String repository) {
    assertThat(
            providers(provider, settings(set)).of(provider, repository, Operation.LIST_ARTIFACTS))
        .isNotNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "github|repository=octo/hello|octo/other|only octo/hello",
        "travis|repository=octo/hello|octo/other|only octo/hello",
        "gitlab|project_id=team/app|team/lib|only team/app",
        "gitlab|project=team/app|team/lib|only team/app",
        "gitlab|project_id=42|43|only 42",
        "bitbucket|workspace=octo repository=hello|octo/other|only octo/hello",
        "bitbucket|workspace=octo repository=hello|other|only octo/hello",
        "bitbucket|workspace=octo|mallory/hello|only octo",
        "azure|project=Shop repository=shop-api|Shop/shop-web|only shop-api",
        "azure|project=Shop repository=shop-api|Other/shop-api|only shop-api",
        "azure|project=Shop repository=" + ID + "|2e7f1d3c-2b6a-4c55-9d0f-3f1a2b3c4d5e|only " + ID,
        "circleci|project_slug=gh/octo/hello|octo/other|only gh/octo/hello",
        "circleci|project_slug=octo/hello|octo/other|only octo/hello"
      })
  void a_run_of_another_repository_is_not_asked_about(
      String provider, @Nullable String set, String repository, String said) {
    RepositoryProviders providers = providers(provider, settings(set));
    assertThatThrownBy(() -> providers.of(provider, repository, Operation.ADD_PR_COMMENT))
        .isInstanceOf(ConfigurationError.class)
        .hasMessageContaining("the run is of")
        .hasMessageContaining(said + " may be asked about; ")
        .hasMessageContaining(provider.equals("circleci") ? "set providers." : "remove providers.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "team/app#12|true",
        "12|true",
        "https://other.example/jenkins/job/team/job/app/12/|true",
        "team/app/feature%2Fsums#3|true",
        "note/unit/build/team%2Fapp%2312|true",
        "team/lib#12|false",
        "team/application#12|false",
        "https://j.example/job/team/job/lib/12/|false",
        "note/unit/build/team%2Flib%2312|false",
        "note/%zz/build/12|true",
        "https://j.example/job/%zz/12/|false"
      })
  void a_build_is_one_of_the_job_that_is_set(String id, boolean asked) {
    RepositoryProviders providers = providers("jenkins", Map.of("job_name", "team/app"));
    RunPlace run = new RunPlace("octo/hello", id);
    if (asked) {
      assertThat(providers.of("jenkins", run, Operation.LIST_ARTIFACTS)).isNotNull();
    } else {
      assertThatThrownBy(() -> providers.of("jenkins", run, Operation.LIST_ARTIFACTS))
          .hasMessageContaining(
              "only team/app may be asked about; remove providers.jenkins.job_name");
    }
  }

  @Test
  void each_build_has_the_files_of_its_own_job() throws Exception {
    RecordedApi api = RecordedApi.start(vertx, Clock.systemUTC()).await(20, TimeUnit.SECONDS);
    api.fault(RepositoryProvidersTest::lists);
    RepositoryProviders providers = providers("jenkins", Map.of("url", api.url().toString()));
    for (String job : new String[] {"team/app", "team/lib"}) {
      String id = job + "#12";
      CiProvider jenkins =
          providers.of("jenkins", new RunPlace(null, id), Operation.LIST_ARTIFACTS);
      assertThat(
              jenkins
                  .listArtifacts(jenkins.artifactPlaces(id).get(0))
                  .await(20, TimeUnit.SECONDS)
                  .artifacts())
          .extracting(each -> each.name())
          .containsExactly("of " + job.substring(5));
    }
    providers.close().await(20, TimeUnit.SECONDS);
  }

  private static Answer lists(Seen seen) {
    String job = seen.rawPath().split("/")[4];
    return Answer.json(
        200,
        new io.vertx.core.json.JsonObject()
            .put(
                "artifacts",
                new JsonArray()
                    .add(
                        new io.vertx.core.json.JsonObject()
                            .put("relativePath", "of " + job)
                            .put("fileName", job))));
  }

  @Test
  void a_way_up_is_no_job() {
    RepositoryProviders providers = providers("jenkins", Map.of("job_name", "team/app"));
    CiProvider jenkins =
        providers.of("jenkins", new RunPlace(null, "team/app/../lib#12"), Operation.LIST_ARTIFACTS);
    assertThatThrownBy(
            () ->
                jenkins
                    .listArtifacts(jenkins.artifactPlaces("team/app/../lib#12").get(0))
                    .await(20, TimeUnit.SECONDS))
        .hasMessageContaining("is no build that can be found");
  }

  @Test
  void marks_are_put_on_the_repository_of_the_run_and_on_no_other() {
    Map<String, String> host = new HashMap<>(Map.of("scm_provider", "github", "scm_token", PASS));
    RepositoryProviders open = providers("jenkins", host);
    CiProvider one = open.of("jenkins", "octo/hello", Operation.ADD_PR_COMMENT);
    assertThat(open.of("jenkins", "octo/other", Operation.ADD_PR_COMMENT)).isNotSameAs(one);
    assertThat(open.of("jenkins", "octo/hello", Operation.ADD_PR_COMMENT)).isSameAs(one);

    host.put("scm_repository", "octo/hello");
    RepositoryProviders settled = providers("jenkins", host);
    assertThat(settled.of("jenkins", "octo/hello", Operation.ADD_PR_COMMENT)).isNotNull();
    assertThat(settled.of("jenkins", "octo/other", Operation.LIST_ARTIFACTS)).isNotNull();
    assertThatThrownBy(() -> settled.of("jenkins", "octo/other", Operation.ADD_PR_COMMENT))
        .hasMessageContaining("only octo/hello may be asked about")
        .hasMessageContaining("scm_repository");
  }

  @Test
  void what_is_not_set_up_is_said() {
    assertThatThrownBy(
            () -> providers("github", NONE).of("gitlab", "a/b", Operation.LIST_ARTIFACTS))
        .hasMessageContaining("it is not set up here; set providers.gitlab.…");
  }
}
