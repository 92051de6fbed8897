package dev.verdict.tests.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.verdict.cli.command.VerdictCommand;
import dev.verdict.contract.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** The pipelines to copy: what their CI system takes, with a command that there is. */
class PipelinesTest {
  private static final Path PIPELINES = Rendering.REPOSITORY.resolve("deploy/pipelines");
  private static final Pattern OPTION = Pattern.compile("(?<=[\\s(+])--[a-z][a-z-]+");
  private static final Pattern AGGREGATE = Pattern.compile("(?:verdict|\"\\$IMAGE\") aggregate\\b");
  private static final Pattern COMMAND = Pattern.compile("verdict\\S* run\\b|\"\\$IMAGE\" run\\b");

  static Stream<Path> pipelines() throws IOException {
    try (var found = Files.walk(PIPELINES)) {
      return found
          .filter(Files::isRegularFile)
          .filter(file -> !file.getFileName().toString().equals("README.md"))
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "github-workflow, github/.github/workflows/distributed-testing.yml, steps",
    "github-action, github/.github/actions/verdict/action.yml, using",
    "circleciconfig, circleci/config.yml, steps",
    "gitlab-ci, gitlab/.gitlab-ci.yml, script",
    "azure-pipelines, azure/azure-pipelines.yml, steps",
    "azure-pipelines, azure/azure-pipelines-matrix.yml, steps",
    "bitbucket-pipelines, bitbucket/bitbucket-pipelines.yml, script",
    "travis, travis/.travis.yml, language"
  })
  void it_is_what_its_ci_system_takes(String schema, String file, String key) throws IOException {
    String text = Files.readString(PIPELINES.resolve(file));
    Schema judge = schema(schema);

    assertThat(judge.validate(withoutAnchors(text), InputFormat.YAML)).isEmpty();
    String broken =
        text.replaceFirst("(?m)^( *)" + key + ":", "$1" + key + ": 5\n$1x-" + key + ":");
    assertThat(judge.validate(withoutAnchors(broken), InputFormat.YAML)).isNotEmpty();
  }

  /** The validator reads a reference to something above as its name. */
  private static String withoutAnchors(String text) {
    Object tree = new Yaml().load(text);
    return text.contains(": &") ? new String(Json.bytes(tree), UTF_8) : text;
  }

  @ParameterizedTest
  @MethodSource("pipelines")
  void its_options_are_those_of_the_command(Path pipeline) throws IOException {
    String text = Files.readString(pipeline);
    Set<String> known = options("run");
    if (pipeline.endsWith("distributed-testing.yml")) {
      assertThat(text).contains("./.github/actions/verdict");
      return;
    }

    List<Matcher> commands = COMMAND.matcher(text).results().map(r -> from(text, r.end())).toList();
    assertThat(commands).isNotEmpty();
    for (Matcher options : commands) {
      Set<String> used = new TreeSet<>();
      while (options.find()) {
        used.add(options.group());
      }
      assertThat(known).containsAll(used);
      assertThat(used).contains("--provider", "--coordinator", "--test-dir", "--output-dir");
    }
  }

  /** Where jobs can leave files for a later one, their results become one. */
  @ParameterizedTest
  @CsvSource({
    "github/.github/workflows/distributed-testing.yml",
    "gitlab/.gitlab-ci.yml",
    "jenkins/Jenkinsfile.matrix",
    "azure/azure-pipelines-matrix.yml",
    "circleci/config.yml",
    "bitbucket/bitbucket-pipelines.yml",
    "teamcity/.teamcity/settings.kts"
  })
  void it_makes_one_result_of_all_kinds(String file) throws IOException {
    String text = Files.readString(PIPELINES.resolve(file));
    List<Matcher> commands =
        AGGREGATE.matcher(text).results().map(r -> from(text, r.end())).toList();
    assertThat(commands).hasSize(1);
    Set<String> used = new TreeSet<>();
    while (commands.getFirst().find()) {
      used.add(commands.getFirst().group());
    }
    assertThat(options("aggregate")).containsAll(used);
    assertThat(used).contains("--report-dir", "--output-dir", "--expect-jobs");
  }

  private static Set<String> options(String command) {
    return Objects.requireNonNull(VerdictCommand.line(new String[0]).getSubcommands().get(command))
        .getCommandSpec()
        .optionsMap()
        .keySet();
  }

  @ParameterizedTest
  @MethodSource("pipelines")
  void its_key_is_no_argument_and_not_written_down(Path pipeline) throws IOException {
    assertThat(Files.readString(pipeline)).doesNotContain("--api-key").doesNotContain("vk_");
  }

  @Test
  void there_is_one_for_each_of_eight_systems() throws IOException {
    try (var found = Files.list(PIPELINES)) {
      assertThat(found.filter(Files::isDirectory).map(one -> one.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "github",
              "gitlab",
              "jenkins",
              "azure",
              "circleci",
              "travis",
              "bitbucket",
              "teamcity");
    }
  }

  /** What follows the command, to the end of what can belong to it. */
  private static Matcher from(String text, int start) {
    String rest = text.substring(start);
    int end = Math.min(rest.length(), 500);
    Matcher next =
        Pattern.compile("\\n\\s*(- |displayName|post|\\}|artifacts|timeout)").matcher(rest);
    return OPTION.matcher(rest.substring(0, next.find() ? Math.min(next.start(), end) : end));
  }

  private static Schema schema(String name) {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
        .getSchema(
            Objects.requireNonNull(
                PipelinesTest.class.getResourceAsStream("/pipelines/" + name + ".json"), name));
  }
}
