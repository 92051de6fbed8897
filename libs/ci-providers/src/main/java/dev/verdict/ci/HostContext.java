package dev.verdict.ci;

import dev.verdict.ci.http.HttpDoors;
import dev.verdict.plugin.ci.CiProvider;
import dev.verdict.plugin.ci.ProviderContext;
import dev.verdict.plugin.ci.http.ApiProfile;
import dev.verdict.plugin.ci.http.ProviderHttp;
import io.vertx.core.Vertx;
import java.time.Clock;

/** What one provider is handed. */
record HostContext(
    String provider,
    CheckedSettings settings,
    CiProvider repositoryHost,
    Vertx vertx,
    Clock clock,
    HttpDoors doors)
    implements ProviderContext {
  @Override
  public ProviderHttp http(ApiProfile profile) {
    return doors.door(provider, profile, HostSettings.connection(settings), settings.secrets());
  }
}
