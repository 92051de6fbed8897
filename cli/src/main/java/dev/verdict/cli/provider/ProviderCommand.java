package dev.verdict.cli.provider;

import dev.verdict.ci.CiProviders;
import dev.verdict.ci.ProviderHost;
import dev.verdict.ci.http.CallListener;
import dev.verdict.ci.http.Clockwork;
import dev.verdict.cli.ConfigFile;
import dev.verdict.cli.ExitCodes;
import dev.verdict.cli.WrongUsage;
import dev.verdict.contract.Json;
import dev.verdict.plugin.ci.CiProvider;
import dev.verdict.plugin.ci.CiProviderError;
import dev.verdict.plugin.ci.CiProviderFactory;
import dev.verdict.plugin.ci.ConfigurationError;
import dev.verdict.plugin.ci.ProviderSetting;
import dev.verdict.runtime.logging.Masking;
import dev.verdict.runtime.settings.SettingsReader;
import dev.verdict.runtime.settings.SettingsSource;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** {@code verdict provider NAME OPERATION}. */
@Command(
    name = "provider",
    mixinStandardHelpOptions = true,
    description =
        "One operation of one CI system alone, with the settings that hold; the result is JSON.",
    customSynopsis = {
      "verdict provider NAME OPERATION [--config FILE] [--KEY VALUE]...",
      "verdict provider list [--output json]"
    },
    footer = {
      "",
      "OPERATION: initialize create_test_run update_test_run add_pr_comment",
      "  upload_artifact download_artifact get_artifact_url get_test_run_status",
      "  set_build_status.",
      "KEY: what the operation takes, as in --test-run-id 123 --artifact-name a.txt,",
      "  or a setting of the provider, as in --repository owner/name.",
      "docs/artifact-urls.md lists them."
    },
    subcommands = ListProvidersCommand.class)
public final class ProviderCommand implements Callable<Integer> {
  private static final int MINUTES = 30;

  @Spec private CommandSpec spec;

  @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", description = "The CI system.")
  private @Nullable String name;

  @Parameters(index = "1", arity = "0..1", paramLabel = "OPERATION", description = "What to do.")
  private @Nullable String operation;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Default: VERDICT_CONFIG, else verdict.yaml here, if there is one.")
  private @Nullable Path config;

  // Picocli adds to it.
  @Unmatched private final List<String> arguments = new ArrayList<>();

  private Map<String, String> environment = System.getenv();

  @Override
  public Integer call() {
    if (name == null || operation == null) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "which provider and operation? (or: verdict provider list)");
    }
    CiProviders providers = CiProviders.load();
    CiProviderFactory factory = named(providers, name);
    SeedOperation wanted = SeedOperation.named(operation);
    List<String> settings =
        ProviderHost.settingsOf(factory).stream().map(ProviderSetting::name).toList();
    Given.Parted given = Given.part(arguments, wanted.parameters(), settings);
    wanted.check(given.parameters());
    return carriedOut(providers, factory, wanted, given);
  }

  private static CiProviderFactory named(CiProviders providers, String name) {
    return providers.all().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                Words.unknown(
                    "provider",
                    name,
                    providers.all().stream().map(CiProviderFactory::name).toList()));
  }

  private int carriedOut(
      CiProviders providers, CiProviderFactory factory, SeedOperation wanted, Given.Parted given) {
    Map<String, String> settings = settings(factory, given.settings());
    Vertx vertx = Vertx.vertx();
    ProviderHost host =
        new ProviderHost(vertx, providers, environment, Clockwork.real(vertx), CallListener.NOBODY);
    try {
      CiProvider provider = host.create(factory.name(), settings);
      Object result = awaited(wanted.call(vertx, provider, given.parameters()));
      spec.commandLine().getOut().println(Json.text(result));
      return result instanceof FoundArtifact found && found.url() == null
          ? ExitCodes.NOT_COMPLETED
          : ExitCodes.ALL_PASSED;
    } catch (ConfigurationError wrong) {
      throw new WrongUsage(Masking.mask(String.valueOf(wrong.getMessage())));
    } catch (CiProviderError refused) {
      return failed(String.valueOf(refused.getMessage()));
    } catch (TimeoutException late) {
      return failed(wanted.word() + ": nothing within " + MINUTES + " minutes");
    } finally {
      // Not in one chain: its end would wait for an event loop that is gone by then.
      host.close().otherwiseEmpty().await();
      vertx.close().await();
    }
  }

  private static <T> T awaited(Future<T> work) throws TimeoutException {
    return work.await(MINUTES, TimeUnit.MINUTES);
  }

  private int failed(String why) {
    CommandLine line = spec.commandLine();
    line.getErr().println(line.getColorScheme().errorText("verdict: " + Masking.mask(why)));
    return ExitCodes.NOT_COMPLETED;
  }

  /**
   * Flags over environment over file; what the CI job says by itself is asked last, by the host.
   */
  private Map<String, String> settings(CiProviderFactory factory, Map<String, String> flags) {
    SettingsReader reader =
        new SettingsReader(
            SettingsSource.of(environment, ConfigFile.of(config, environment::get), Map.of()));
    Map<String, String> settings = new LinkedHashMap<>();
    reader
        .below("providers." + factory.name())
        .forEach((key, value) -> settings.put(Words.of(key.replace('.', '_')), value));
    refuseUnknown(factory, settings);
    settings.putAll(flags);
    for (ProviderSetting each : ProviderHost.settingsOf(factory)) {
      String value = settings.getOrDefault(each.name(), "");
      if (each.secret() && !value.isEmpty()) {
        Masking.remember(value);
      }
    }
    return settings;
  }

  /** Before anybody is called: a setting that nobody reads was meant to be another. */
  private static void refuseUnknown(CiProviderFactory factory, Map<String, String> settings) {
    List<String> known =
        ProviderHost.settingsOf(factory).stream().map(ProviderSetting::name).toList();
    String unknown =
        settings.keySet().stream()
            .filter(key -> !known.contains(key))
            .sorted()
            .map(key -> Words.unknown("providers." + factory.name(), key, known).getMessage())
            .collect(Collectors.joining("\n"));
    if (!unknown.isEmpty()) {
      throw new WrongUsage(unknown);
    }
  }
}
