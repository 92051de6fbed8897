package dev.verdict.cli.provider;

import dev.verdict.ci.CiProviders;
import dev.verdict.ci.ProviderHost;
import dev.verdict.cli.ExitCodes;
import dev.verdict.contract.Json;
import dev.verdict.plugin.ci.Capability;
import dev.verdict.plugin.ci.CiProviderFactory;
import dev.verdict.plugin.ci.ProviderSetting;
import dev.verdict.plugin.ci.Support;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code verdict provider list}. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Which CI systems there are, and what each can do.")
final class ListProvidersCommand implements Callable<Integer> {
  enum Output {
    TEXT,
    JSON
  }

  @Spec private CommandSpec spec;

  @Option(names = "--output", description = "${COMPLETION-CANDIDATES} (default: TEXT).")
  private Output output = Output.TEXT;

  @Override
  public Integer call() {
    CiProviders providers = CiProviders.load();
    PrintWriter out = spec.commandLine().getOut();
    if (output == Output.JSON) {
      out.println(
          Json.text(providers.all().stream().map(ListProvidersCommand::described).toList()));
      return ExitCodes.ALL_PASSED;
    }
    table(out, providers);
    return ExitCodes.ALL_PASSED;
  }

  private static void table(PrintWriter out, CiProviders providers) {
    StringBuilder head = new StringBuilder("%-12s".formatted("provider"));
    for (Capability each : Capability.values()) {
      head.append(" %-15s".formatted(each.word()));
    }
    out.println(head.toString().stripTrailing());
    for (CiProviderFactory factory : providers.all()) {
      StringBuilder row = new StringBuilder("%-12s".formatted(factory.name()));
      for (Capability each : Capability.values()) {
        row.append(" %-15s".formatted(word(factory.capabilities().of(each))));
      }
      out.println(row.toString().stripTrailing());
    }
    out.println();
    for (CiProviderFactory factory : providers.all()) {
      for (Capability each : Capability.values()) {
        remark(factory.capabilities().of(each))
            .forEach(
                (reason, instead) ->
                    out.println(
                        "%s %s: %s; instead %s"
                            .formatted(factory.name(), each.word(), reason, instead)));
      }
    }
  }

  private static String word(Support support) {
    return switch (support) {
      case Support.Native itself -> "yes";
      case Support.Fallback fallback -> "fallback";
      case Support.Absent absent -> "no";
    };
  }

  private static Map<String, String> remark(Support support) {
    return switch (support) {
      case Support.Native itself -> Map.of();
      case Support.Fallback fallback -> Map.of(fallback.reason(), fallback.instead());
      case Support.Absent absent -> Map.of(absent.reason(), absent.instead());
    };
  }

  private static Map<String, Object> described(CiProviderFactory factory) {
    Map<String, Object> capabilities = new LinkedHashMap<>();
    factory
        .capabilities()
        .asMap()
        .forEach(
            (capability, support) -> {
              Map<String, Object> told = new LinkedHashMap<>();
              told.put("support", word(support));
              remark(support)
                  .forEach(
                      (reason, instead) -> {
                        told.put("reason", reason);
                        told.put("instead", instead);
                      });
              capabilities.put(capability.word(), told);
            });
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("name", factory.name());
    described.put("title", factory.title());
    described.put("capabilities", capabilities);
    described.put("settings", settings(factory));
    return described;
  }

  private static List<Map<String, Object>> settings(CiProviderFactory factory) {
    return ProviderHost.settingsOf(factory).stream().map(ListProvidersCommand::setting).toList();
  }

  private static Map<String, Object> setting(ProviderSetting setting) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("name", setting.name());
    told.put("expected", setting.kind().expected());
    told.put("required", setting.required());
    if (setting.fallback() != null) {
      told.put("default", setting.fallback());
    }
    told.put("description", setting.description());
    return told;
  }
}
