package dev.verdict.ci.local;

import dev.verdict.plugin.ci.Capabilities;
import dev.verdict.plugin.ci.CiProvider;
import dev.verdict.plugin.ci.CiProviderFactory;
import dev.verdict.plugin.ci.ProviderContext;
import dev.verdict.plugin.ci.ProviderSetting;
import dev.verdict.plugin.ci.ProviderSetting.Kind;
import java.util.List;

/** The door to a directory. */
public final class LocalFactory implements CiProviderFactory {
  static final String NAME = "local";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String title() {
    return "Local files";
  }

  @Override
  public List<ProviderSetting> settings() {
    return List.of(
        ProviderSetting.withDefault(
            "directory",
            Kind.PATH,
            "distributed_test_results",
            "where runs, statuses, comments and artifacts are kept"),
        ProviderSetting.optional(
            "commit_sha", Kind.TEXT, "what is marked if nobody names a commit"));
  }

  @Override
  public Capabilities capabilities() {
    return Capabilities.all();
  }

  @Override
  public CiProvider create(ProviderContext context) {
    LocalFiles files = new LocalFiles(context.vertx(), context.settings().path("directory"));
    return new LocalProvider(
        files,
        new LocalArtifacts(context.vertx(), files),
        context.clock(),
        context.settings().text("commit_sha"));
  }
}
