package dev.verdict.cli.command;

import dev.verdict.cli.ExitCodes;
import dev.verdict.cli.WrongUsage;
import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.Counts;
import dev.verdict.reports.aggregate.Aggregation;
import dev.verdict.reports.badge.Badge;
import dev.verdict.reports.badge.BadgeNames;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code verdict badge}. */
@Command(
    name = "badge",
    mixinStandardHelpOptions = true,
    description =
        "Writes badges as files for a repository, such as combined-status.svg and"
            + " combined-status.json: from report files, or from a running system.")
final class BadgeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Connection connection = new Connection();

  @Parameters(
      arity = "0..*",
      paramLabel = "NAME",
      description =
          "combined integration fault monitoring stress coverage, a suite or a branch. Default:"
              + " combined from report files, the first six from a running system.")
  private List<String> names = List.of();

  @Option(
      names = "--report-dir",
      paramLabel = "DIR",
      description = "Report files that the badge is about, instead of a running system.")
  private @Nullable Path reports;

  @Option(
      names = "--output-dir",
      paramLabel = "DIR",
      defaultValue = ".github/badges",
      description = "Default: ${DEFAULT-VALUE}.")
  private Path output = Path.of(".github", "badges");

  @Option(names = "--label", description = "What stands on the left, instead of the usual.")
  private @Nullable String label;

  @Option(names = "--branch", description = "Of a running system; default: its main branches.")
  private @Nullable String branch;

  @Option(names = "--project", description = "Of a running system.")
  private @Nullable String project;

  @Option(
      names = "--reporter-url",
      paramLabel = "URL",
      description = "Of the reporter, where it is not behind the coordinator's address.")
  private @Nullable URI reporter;

  @Override
  public Integer call() throws IOException {
    List<Path> files = new ArrayList<>();
    for (String name : wanted()) {
      if (name.isBlank() || name.length() > 200) {
        throw new WrongUsage("badge: '" + name + "' (expected: a name of 1 to 200 characters)");
      }
      Badge badge = reports != null ? ofFiles(name, reports) : ofSystem(name);
      files.addAll(write(name, badge));
    }
    files.forEach(file -> spec.commandLine().getOut().println(file));
    return ExitCodes.ALL_PASSED;
  }

  private List<String> wanted() {
    if (!names.isEmpty()) {
      return names.stream().map(BadgeNames::plain).toList();
    }
    return reports != null ? List.of(BadgeNames.COMBINED) : BadgeNames.all();
  }

  /** A badge of files that cannot be trusted is not green, like everything that is made of them. */
  private Badge ofFiles(String name, Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      throw new WrongUsage("--report-dir: " + directory + " (expected: a directory that exists)");
    }
    Path scratch = Files.createTempDirectory("verdict-badge");
    try (Aggregation all = Aggregation.of(directory, scratch, 0, Instant.now())) {
      Verdict verdict = all.verdict();
      Counts counts = all.report().run().counts();
      return Badge.of(title(name), verdict, counts);
    } finally {
      Files.deleteIfExists(scratch);
    }
  }

  private Badge ofSystem(String name) {
    StringBuilder path = new StringBuilder("/badges/").append(encoded(name)).append(".json?");
    if (branch != null) {
      path.append("branch=").append(encoded(branch)).append('&');
    }
    if (project != null) {
      path.append("project=").append(encoded(project));
    }
    var client = connection.client();
    Answer answer =
        (reporter == null ? client : client.at(reporter)).get(path.toString(), Answer.class);
    return Badge.read(label == null ? answer.label() : label, answer.message(), answer.color());
  }

  /** The endpoint's JSON, as far as it is needed. */
  record Answer(String label, String message, String color) {}

  private String title(String name) {
    return label == null ? BadgeNames.label(name) : label;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private List<Path> write(String name, Badge badge) throws IOException {
    Files.createDirectories(output);
    // A suite may be called anything; a file name holds no path.
    String file = BadgeNames.file(name).replaceAll("[^A-Za-z0-9._-]", "_");
    Path picture = output.resolve(file + ".svg");
    Path json = output.resolve(file + ".json");
    Files.writeString(picture, badge.svg());
    Files.writeString(json, badge.json() + "\n");
    return List.of(picture, json);
  }
}
