package dev.verdict.cli.doctor;

import dev.verdict.cli.ConfigFile;
import dev.verdict.cli.ExitCodes;
import dev.verdict.cli.client.ApiClient;
import dev.verdict.cli.command.Connection;
import dev.verdict.cli.command.Terminal;
import dev.verdict.cli.oneprocess.SystemSettings;
import dev.verdict.contract.Json;
import dev.verdict.runtime.logging.Masking;
import dev.verdict.runtime.settings.SettingsReader;
import dev.verdict.runtime.settings.SettingsSource;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code verdict doctor}: asks one question after the other, from the job to what the CI system
 * shows, and leaves out what a "no" before makes pointless.
 */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description =
        "Checks settings, tokens and reachability, and says what to do. Secrets are masked.",
    footer = {
      "",
      "Kafka and PostgreSQL are looked at where their addresses are set (in the environment or",
      "in verdict.yaml), as on a machine of the system. Exit codes: 0 all is well, 2 a setting is",
      "wrong, 3 something else is."
    })
public final class DoctorCommand implements Callable<Integer> {
  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final String UNREACHABLE = "the coordinator does not answer";

  enum Output {
    TEXT,
    JSON
  }

  @Spec private CommandSpec spec;
  @Mixin private Connection connection = new Connection();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Default: VERDICT_CONFIG, else verdict.yaml here, if there is one.")
  private @Nullable Path config;

  @Option(names = "--output", description = "${COMPLETION-CANDIDATES} (default: TEXT).")
  private Output output = Output.TEXT;

  private Map<String, String> environment = System.getenv();

  @Override
  public Integer call() {
    SettingsReader read =
        new SettingsReader(
            SettingsSource.of(environment, ConfigFile.of(config, environment::get), Map.of()));
    List<Chapter> chapters = chapters(read, SystemSettings.examine(read));
    var out = spec.commandLine().getOut();
    out.println(
        output == Output.JSON
            ? Masking.mask(Json.text(described(read, chapters)))
            : DoctorText.of(chapters, Terminal.style()));
    List<String> wrong = chapters.stream().filter(Chapter::isWrong).map(Chapter::name).toList();
    if (wrong.isEmpty()) {
      return ExitCodes.ALL_PASSED;
    }
    return wrong.contains(SettingsChapter.NAME) ? ExitCodes.WRONG_USAGE : ExitCodes.NOT_COMPLETED;
  }

  private List<Chapter> chapters(SettingsReader read, SystemSettings.Examined settings) {
    ApiClient client = connection.client().within(ANSWER);
    Vertx vertx = Vertx.vertx();
    try {
      List<Chapter> chapters = new ArrayList<>();
      chapters.add(JobChapter.look(environment));
      chapters.add(SettingsChapter.look(read));
      Chapter coordinator = CoordinatorChapter.look(client);
      chapters.add(coordinator);
      boolean there = coordinator.isYes();
      Chapter key =
          after(
              there,
              UNREACHABLE,
              KeyChapter.NAME,
              KeyChapter.QUESTION,
              () -> KeyChapter.look(client));
      chapters.add(key);
      chapters.add(
          after(
              there && key.isYes(),
              there ? "the key does not let us in" : UNREACHABLE,
              TestsChapter.NAME,
              TestsChapter.QUESTION,
              () -> TestsChapter.look(client)));
      chapters.add(
          after(
              there,
              UNREACHABLE,
              ResultsChapter.NAME,
              ResultsChapter.QUESTION,
              () -> ResultsChapter.look(client)));
      chapters.add(ProvidersChapter.look(vertx, settings.providers(), environment));
      if (isSet(read, "kafka.bootstrap_servers")) {
        chapters.add(KafkaChapter.look(vertx, settings.kafka()));
      }
      if (isSet(read, "postgres.")) {
        chapters.add(PostgresChapter.look(vertx, settings.postgres()));
      }
      if (isSet(read, "http.tls.")) {
        chapters.add(CertificatesChapter.look(vertx, settings.tls(), InstantSource.system()));
      }
      chapters.add(
          DiskChapter.look(
              isSet(read, "artifacts.directory")
                  ? List.of(connection.dataDirectory(), settings.artifacts())
                  : List.of(connection.dataDirectory()),
              settings.inBucket() ? settings.artifacts() : null));
      return chapters;
    } finally {
      vertx.close().await();
    }
  }

  private static Chapter after(
      boolean sensible, String why, String name, String question, Supplier<Chapter> look) {
    return sensible ? look.get() : Chapter.skipped(name, question, why);
  }

  private static boolean isSet(SettingsReader read, String prefix) {
    return SettingsChapter.set(read).stream().anyMatch(each -> each.key().startsWith(prefix));
  }

  private static Map<String, Object> described(SettingsReader read, List<Chapter> chapters) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put(
        "settings",
        read.effective().stream()
            .map(
                each -> {
                  Map<String, Object> one = new LinkedHashMap<>();
                  one.put("key", each.key());
                  one.put("value", each.value());
                  one.put("origin", each.origin().toString());
                  return one;
                })
            .toList());
    all.put("chapters", chapters);
    all.put("advice", DoctorText.advice(chapters));
    return all;
  }
}
