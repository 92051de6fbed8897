package dev.verdict.cli.artifact;

import dev.verdict.cli.client.ApiClient;
import dev.verdict.cli.command.Connection;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What all commands about artifacts have: where the store is, and where words go. */
abstract class StoreAccess {
  static final String ARTIFACTS = "/api/v1/artifacts";

  /** What standard output holds. */
  enum Output {
    TEXT,
    JSON
  }

  @Spec private CommandSpec spec;
  @Mixin private Connection connection = new Connection();

  @Option(
      names = "--artifacts-url",
      paramLabel = "URL",
      description = "Of the artifact service, where it is not behind the coordinator's address.")
  private @Nullable URI artifacts;

  ApiClient client() {
    ApiClient client = connection.client();
    return artifacts == null ? client : client.at(artifacts);
  }

  PrintWriter out() {
    return spec.commandLine().getOut();
  }

  PrintWriter err() {
    return spec.commandLine().getErr();
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
