package dev.verdict.tests.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdict.cli.client.ApiClient;
import dev.verdict.cli.client.ClientTls;
import dev.verdict.cli.client.Unreachable;
import dev.verdict.contract.Verdict;
import dev.verdict.embedded.FreePorts;
import dev.verdict.embedded.PostgresAccess;
import dev.verdict.testkit.backing.Backing;
import dev.verdict.testkit.backing.Postgres;
import dev.verdict.testkit.tls.EncryptedPostgres;
import dev.verdict.testkit.tls.SelfSigned;
import dev.verdict.testkit.tls.TestAuthority;
import dev.verdict.tests.processes.ServiceJvm;
import dev.verdict.tests.wholesystem.Runs;
import dev.verdict.tests.wholesystem.Tasks;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Four services as processes, each with its own certificate and the rights that the manifests give
 * it, and everything encrypted, work together.
 */
@Timeout(400)
class SecuredServicesIT {
  private static final List<String> SERVICES =
      List.of("coordinator", "reporter", "artifacts", "worker");
  private static final String ADMIN = "vk_" + "a".repeat(43);
  private static final String ENROLL = "vk_" + "e".repeat(43);

  @RegisterExtension static final Postgres postgres = Backing.ownPostgres();
  @TempDir static Path directory;

  private static final Map<String, SelfSigned> USERS = new HashMap<>();
  private static final Map<String, ServiceJvm> RUNNING = new LinkedHashMap<>();
  private static List<Integer> ports;
  private static Path serverCertificate;
  private static TestAuthority authority;
  private static SecuredBroker broker;

  @BeforeAll
  static void start() throws Exception {
    SelfSigned server = SelfSigned.forHost("ip:127.0.0.1", directory);
    serverCertificate = Files.writeString(directory.resolve("ca.crt"), server.certificate());
    EncryptedPostgres.turnOn(postgres.database(), server);
    for (String service : SERVICES) {
      USERS.put(service, SelfSigned.forUser("verdict-" + service, directory));
    }
    authority = TestAuthority.make("services", directory);
    for (String service : SERVICES) {
      authority.issue("ip:127.0.0.1").into(own(service, "crt"), own(service, "key"));
    }
    broker = SecuredBroker.start(directory, server, USERS.values());
    ports = FreePorts.several(SERVICES.size());
    for (String service : SERVICES) {
      RUNNING.put(service, ServiceJvm.begin(service, settings(service), directory));
    }
    for (ServiceJvm each : RUNNING.values()) {
      each.awaitReady();
    }
    Objects.requireNonNull(RUNNING.get("worker")).awaitLine("enrolled as", 100);
  }

  @AfterAll
  static void stop() {
    List<ServiceJvm> all = new ArrayList<>(RUNNING.values());
    all.reversed().forEach(ServiceJvm::close);
    broker.close();
  }

  @Test
  void a_run_goes_through_all_of_them() throws Exception {
    ApiClient api = api("coordinator", authority);
    String script =
        "echo hello; echo '<testsuite name=\"S\"><testcase name=\"one\"/></testsuite>' > r.xml";
    Runs.Ended ended = new Runs(api).run(Tasks.script("one", script).request());

    assertThat(ended.run().verdict()).isEqualTo(Verdict.PASSED);
    String report = "/api/v1/runs/" + ended.run().id() + "/report?format=json";
    JsonNode told = api.at(url("reporter")).get(report, JsonNode.class);
    assertThat(told.path("passed_tests").asInt()).isEqualTo(1);
    String log = "/api/v1/artifacts/logs/" + ended.task().id() + "/1?follow=true";
    try (InputStream lines = api.at(url("artifacts")).open(log, null)) {
      assertThat(new String(lines.readAllBytes(), UTF_8)).contains("hello");
    }
  }

  @Test
  void a_service_of_another_authority_is_not_talked_to() throws Exception {
    ApiClient api = api("coordinator", TestAuthority.make("stranger", directory));
    assertThatThrownBy(api::health)
        .isInstanceOf(Unreachable.class)
        .hasMessageContaining("cannot be talked to")
        .hasMessageContaining("--ca-file");
  }

  @Test
  void a_certificate_is_replaced_without_a_restart() throws Exception {
    var before = api("reporter", authority).certificate("/health/live");
    authority.issue("ip:127.0.0.1").into(own("reporter", "crt"), own("reporter", "key"));

    Objects.requireNonNull(RUNNING.get("reporter")).awaitLine("certificates were replaced", 60);
    // Its server looks at the files, and so does its client: one of them was first.
    Instant end = Instant.now().plusSeconds(60);
    while (api("reporter", authority).certificate("/health/live").equals(before)) {
      assertThat(Instant.now()).as("the server still shows the old certificate").isBefore(end);
    }
  }

  private static ApiClient api(String service, TestAuthority believed) {
    return new ApiClient(url(service), ADMIN, new ClientTls(believed.certificate(), null, null));
  }

  private static Path own(String service, String end) {
    return directory.resolve("tls-" + service + "." + end);
  }

  @Test
  void a_worker_cannot_speak_for_the_coordinator() {
    assertThatThrownBy(() -> send("worker", "verdict.events"))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(TopicAuthorizationException.class);
    assertThatThrownBy(() -> send("worker", "verdict.assignments"))
        .hasCauseInstanceOf(TopicAuthorizationException.class);
  }

  @Test
  void a_reader_cannot_write() {
    assertThatThrownBy(() -> send("reporter", "verdict.events"))
        .hasCauseInstanceOf(AuthorizationException.class);
  }

  private static void send(String as, String topic) throws Exception {
    Map<String, Object> config = new HashMap<>();
    kafka(as).forEach((key, value) -> config.put(key.replace("kafka.properties.", ""), value));
    config.put("bootstrap.servers", broker.bootstrapServers());
    config.put("max.block.ms", 20_000);
    try (var producer =
        new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(topic, "key", new byte[1])).get(30, TimeUnit.SECONDS);
    }
  }

  /** As the ConfigMaps have it, with files that are here. */
  private static Map<String, String> kafka(String service) {
    Rendering rendering = Rendering.of("production");
    Map<String, String> flags = new LinkedHashMap<>();
    rendering
        .environment(rendering.one("Deployment", service))
        .forEach(
            (name, value) -> {
              if (name.startsWith("VERDICT_KAFKA_PROPERTIES_")) {
                String key = name.substring("VERDICT_KAFKA_PROPERTIES_".length());
                flags.put(
                    "kafka.properties." + key.toLowerCase(Locale.ROOT).replace('_', '.'), value);
              }
            });
    String ssl = "kafka.properties.ssl.";
    flags.put(
        ssl + "keystore.location", Objects.requireNonNull(USERS.get(service)).store().toString());
    flags.put(ssl + "keystore.password", SelfSigned.PASSWORD);
    flags.put(ssl + "truststore.location", serverCertificate.toString());
    flags.put("kafka.bootstrap_servers", broker.bootstrapServers());
    return flags;
  }

  private static Map<String, String> settings(String service) {
    Map<String, String> flags = kafka(service);
    flags.put("http.host", "127.0.0.1");
    flags.put("http.port", Integer.toString(ports.get(SERVICES.indexOf(service))));
    flags.put(service + ".start_timeout", "3m");
    flags.put("http.tls.cert_file", own(service, "crt").toString());
    flags.put("http.tls.key_file", own(service, "key").toString());
    flags.put("http.tls.ca_file", authority.certificate().toString());
    flags.put("http.tls.reload", "500ms");
    if (service.equals("worker")) {
      flags.put("worker.coordinator_url", url("coordinator").toString());
      flags.put("worker.artifacts_url", url("artifacts").toString());
      flags.put("worker.enroll_key", ENROLL);
      flags.put("worker.work_dir", directory.resolve("work").toString());
      flags.put("worker.slots", "1");
    } else {
      PostgresAccess at = postgres.database();
      flags.put("postgres.host", at.host());
      flags.put("postgres.port", Integer.toString(at.port()));
      flags.put("postgres.database", at.database());
      flags.put("postgres.user", at.user());
      flags.put("postgres.password", at.password());
      flags.put("postgres.ssl_mode", "verify-full");
      flags.put("postgres.ssl_root_cert", serverCertificate.toString());
    }
    if (service.equals("coordinator")) {
      flags.put("auth.admin_key", ADMIN);
      flags.put("auth.enroll_key", ENROLL);
    }
    if (service.equals("artifacts")) {
      flags.put("artifacts.directory", directory.resolve("artifacts").toString());
    }
    return flags;
  }

  private static URI url(String service) {
    return URI.create("https://127.0.0.1:" + ports.get(SERVICES.indexOf(service)));
  }
}
