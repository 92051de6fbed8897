package dev.verdict.cli.oneprocess;

import dev.verdict.embedded.PostgresAccess;
import dev.verdict.runtime.settings.Secret;
import dev.verdict.runtime.settings.TlsSettings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where the embedded servers listen, as settings of the services.
 *
 * @param httpPort negative: what the settings say
 * @param tls what the settings say
 */
record Servers(PostgresAccess postgres, String kafka, int httpPort, TlsSettings tls) {

  private Map<String, String> flags() {
    Map<String, String> flags = new LinkedHashMap<>();
    flags.put("postgres.host", postgres.host());
    flags.put("postgres.port", Integer.toString(postgres.port()));
    flags.put("postgres.database", postgres.database());
    flags.put("postgres.user", postgres.user());
    flags.put("postgres.password", postgres.password());
    flags.put("postgres.ssl_mode", "disable");
    flags.put("kafka.bootstrap_servers", kafka);
    if (httpPort >= 0) {
      flags.put("http.port", Integer.toString(httpPort));
    }
    return flags;
  }

  /** Who is believed here: whom the settings name, else the certificate itself. */
  Optional<Path> authority() {
    return tls.authority().or(() -> tls.identity().map(TlsSettings.Identity::certificate));
  }

  Map<String, String> workerFlags(Path data, int nth, Secret key) {
    Map<String, String> flags = flags();
    String url = (tls.isOn() ? "https" : "http") + "://127.0.0.1:" + Math.max(0, httpPort);
    authority().ifPresent(file -> flags.put(TlsSettings.AUTHORITY, file.toString()));
    flags.put("artifacts.directory", data.resolve("artifacts").toString());
    flags.put("worker.name", "worker-" + nth);
    flags.put("worker.coordinator_url", url);
    flags.put("worker.artifacts_url", url);
    flags.put("worker.enroll_key", key.reveal());
    flags.put("worker.work_dir", data.resolve("workers").resolve("worker-" + nth).toString());
    return flags;
  }
}
