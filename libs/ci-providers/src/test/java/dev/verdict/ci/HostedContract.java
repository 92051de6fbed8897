package dev.verdict.ci;

import dev.verdict.ci.github.GitHubRecord;
import dev.verdict.plugin.ci.CiProvider;
import dev.verdict.testkit.ci.RecordedApi;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** {@link ProviderContract} for a provider whose marks and comments go to the repository's host. */
public abstract class HostedContract extends ProviderContract {
  @SuppressWarnings("NullAway.Init")
  protected GitHubRecord host;

  /** Without those of the host. */
  protected abstract Map<String, String> ownSettings(URI api);

  /** The CI system alone. */
  protected abstract void ownRecord(RecordedApi api);

  @Override
  protected final Map<String, String> settings(URI api) {
    Map<String, String> settings = new HashMap<>(ownSettings(api));
    settings.put("scm_provider", "github");
    settings.put("scm_api_url", api + "/scm");
    settings.put("scm_token", TOKEN);
    settings.put("scm_repository", GitHubRecord.REPOSITORY);
    return settings;
  }

  @Override
  protected final void record(RecordedApi api) {
    ownRecord(api);
    host = new GitHubRecord(api, TOKEN, "/scm");
  }

  @Override
  protected final Set<String> errorNames(CiProvider provider) {
    return Set.of(name(), "github");
  }

  @Override
  protected final int comments() {
    return host.commentCount();
  }
}
