package dev.verdict.cli.doctor;

import dev.verdict.ci.CiProviders;
import dev.verdict.ci.ProviderHost;
import dev.verdict.ci.environment.CiEnvironment;
import dev.verdict.ci.environment.Detection;
import dev.verdict.ci.http.CallListener;
import dev.verdict.ci.http.Clockwork;
import dev.verdict.plugin.ci.Capability;
import dev.verdict.plugin.ci.CiProvider;
import dev.verdict.plugin.ci.CiProviderError;
import dev.verdict.plugin.ci.CiProviderFactory;
import dev.verdict.plugin.ci.Support;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Whether the CI systems that are set up, and the one whose job this is, let us in. */
final class ProvidersChapter {
  private static final int SECONDS = 20;

  private ProvidersChapter() {}

  static Chapter look(
      Vertx vertx, Map<String, Map<String, String>> settings, Map<String, String> environment) {
    String question = "Do the CI systems let us in?";
    Set<String> names = new LinkedHashSet<>(settings.keySet());
    Detection.of(environment).map(CiEnvironment::provider).ifPresent(names::add);
    if (names.isEmpty()) {
      return Chapter.of(
          "providers",
          question,
          List.of(
              Finding.note(
                  "none is set up: no status, no comment and no link to its artifacts",
                  "set providers.<name>.token, as docs/providers says")));
    }
    CiProviders providers = CiProviders.load();
    ProviderHost host =
        new ProviderHost(vertx, providers, environment, Clockwork.real(vertx), CallListener.NOBODY);
    try {
      List<Finding> findings = new ArrayList<>();
      for (String name : names) {
        findings.add(asked(host, name, settings.getOrDefault(name, Map.of())));
        findings.addAll(limits(providers.named(name)));
      }
      return Chapter.of("providers", question, findings);
    } finally {
      host.close().otherwiseEmpty().await();
    }
  }

  private static Finding asked(ProviderHost host, String name, Map<String, String> settings) {
    Spent spent = new Spent();
    try {
      CiProvider provider = host.create(name, settings);
      provider.initialize().await(SECONDS, TimeUnit.SECONDS);
      return Finding.well(name + ": credential and repository are right, " + spent);
    } catch (CiProviderError refused) {
      return Finding.wrong(
          String.valueOf(refused.getMessage()),
          "mend providers." + name + ".*; docs/providers says which rights the token needs");
    } catch (TimeoutException late) {
      return Finding.wrong(
          name + ": no answer within " + SECONDS + " s",
          "check the address, the firewall and the proxy between here and it");
    }
  }

  private static List<Finding> limits(CiProviderFactory factory) {
    return Stream.of(Capability.values())
        .flatMap(each -> limit(factory.name(), each, factory.capabilities().of(each)))
        .toList();
  }

  private static Stream<Finding> limit(String name, Capability capability, Support support) {
    String what = name + ", " + capability.word() + ": ";
    return switch (support) {
      case Support.Native itself -> Stream.empty();
      case Support.Fallback other ->
          Stream.of(Finding.note(what + other.reason() + "; instead " + other.instead()));
      case Support.Absent absent ->
          Stream.of(Finding.note(what + absent.reason() + "; instead " + absent.instead()));
    };
  }
}
