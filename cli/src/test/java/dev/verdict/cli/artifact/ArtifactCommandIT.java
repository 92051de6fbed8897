package dev.verdict.cli.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdict.artifacts.ArtifactSettings;
import dev.verdict.artifacts.ArtifactsModule;
import dev.verdict.cli.ExitCodes;
import dev.verdict.contract.Ids;
import dev.verdict.contract.Json;
import dev.verdict.embedded.PostgresAccess;
import dev.verdict.runtime.access.Access;
import dev.verdict.runtime.access.Scope;
import dev.verdict.runtime.http.HttpEndpoint;
import dev.verdict.runtime.settings.HttpSettings;
import dev.verdict.runtime.settings.SettingsReader;
import dev.verdict.runtime.settings.SettingsSource;
import dev.verdict.testkit.backing.Backing;
import dev.verdict.testkit.backing.Kafka;
import dev.verdict.testkit.backing.Postgres;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ArtifactCommandIT {
  @RegisterExtension static final Postgres POSTGRES = Backing.postgres();
  @RegisterExtension static final Kafka KAFKA = Backing.kafka();
  @TempDir static Path root;
  private static final Vertx VERTX = Vertx.vertx();
  private static ArtifactsModule module;
  private static HttpEndpoint endpoint;
  private static Access access;
  private static String key;

  private final String run = Ids.next().toString();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void start() throws Exception {
    PostgresAccess postgres = POSTGRES.database();
    Map<String, String> flags =
        Map.of(
            "postgres.host", postgres.host(),
            "postgres.port", Integer.toString(postgres.port()),
            "postgres.database", postgres.database(),
            "postgres.user", postgres.user(),
            "postgres.password", postgres.password(),
            "kafka.bootstrap_servers", KAFKA.bootstrapServers(),
            "artifacts.directory", root.resolve("store").toString());
    ArtifactSettings settings =
        ArtifactSettings.from(
            new SettingsReader(SettingsSource.of(Map.of(), Optional.empty(), flags)));
    module = new ArtifactsModule(VERTX, settings);
    endpoint =
        await(
            module
                .start()
                .compose(
                    router ->
                        new HttpEndpoint(VERTX, HttpSettings.onLoopback(0), module.health())
                            .mount(List.of(router))
                            .listen()));
    access = await(Access.start(VERTX, settings.postgres()));
    key = await(access.keys().create("test", Set.of(Scope.ADMIN), "test", null)).secret().reveal();
  }

  @AfterAll
  static void stop() throws Exception {
    await(endpoint.stop());
    await(module.stop());
    await(access.stop());
    await(VERTX.close());
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.await(60, TimeUnit.SECONDS);
  }

  private int artifact(String... arguments) {
    out.getBuffer().setLength(0);
    CommandLine line = new CommandLine(new ArtifactCommand());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    String[] access = {"--coordinator", endpoint.url(), "--api-key", key};
    return line.execute(
        Stream.concat(Stream.of(arguments), Stream.of(access)).toArray(String[]::new));
  }

  private JsonNode json() {
    return Json.tree(out.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static Path file(String name, String content) throws Exception {
    return Files.writeString(root.resolve(name), content);
  }

  private String upload(Path file, String... more) {
    String[] words = {"upload", "--run", run, file.toString(), "--output", "json"};
    assertThat(artifact(Stream.concat(Stream.of(words), Stream.of(more)).toArray(String[]::new)))
        .as(err::toString)
        .isZero();
    return json().get(0).path("artifact").path("id").asText();
  }

  @Test
  void keepsFindsFetchesAndRemoves() throws Exception {
    Path cache = root.resolve("cache-" + run);
    Path back = root.resolve("back-" + run);
    upload(file("m.json", "{\"metrics\":{\"throughput\":1250.5}}"), "--label", "nightly");
    upload(file("note.txt", "a note"));

    assertThat(artifact("list", "--run", run)).isZero();
    assertThat(out.toString().lines()).hasSize(2);
    assertThat(artifact("list", "--run", run, "--content", "metrics.throughput=1250.5")).isZero();
    assertThat(out.toString()).contains("m.json").contains("[nightly]").doesNotContain("note");
    artifact("list", "--run", run, "--group-by", "type");
    assertThat(out.toString()).contains("metrics");
    artifact("list", "--run", run, "--metric", "throughput", "--output", "json");
    assertThat(json().path("items").get(0).path("metrics").path("throughput").asDouble())
        .isEqualTo(1250.5);

    String[] get = {"get", "--run", run, "--to", back.toString(), "--cache-dir", cache.toString()};
    assertThat(artifact(get)).as(err::toString).isZero();
    assertThat(back.resolve("note.txt")).hasContent("a note");
    assertThat(artifact(get)).isZero();
    assertThat(out.toString().lines()).allMatch(line -> line.endsWith("(from the cache)"));

    assertThat(artifact("url", "--run", run, "note.txt")).isZero();
    assertThat(out.toString()).contains("/a/");
    assertThat(artifact("url", "--run", run, "none.txt")).isEqualTo(ExitCodes.NOT_COMPLETED);
    assertThat(artifact("purge", "--run", run)).isZero();
    assertThat(out.toString()).contains("2 artifacts removed");
    assertThat(artifact(get)).isEqualTo(ExitCodes.NOT_COMPLETED);
  }

  @Test
  void saysThatThereIsMoreThanItTells() throws Exception {
    for (int i = 1; i <= 3; i++) {
      upload(file("m" + i + ".json", "{\"metrics\":{\"throughput\":" + i + "}}"));
    }

    assertThat(artifact("list", "--run", run, "--metric", "throughput", "--limit", "2")).isZero();
    assertThat(out.toString()).contains("m3.json", "m2.json").doesNotContain("m1.json");
    assertThat(err.toString()).contains("more than --limit 2");
    err.getBuffer().setLength(0);
    artifact("list", "--run", run, "--limit", "2");
    assertThat(err.toString()).contains("more than --limit 2");
    err.getBuffer().setLength(0);
    artifact("list", "--run", run, "--metric", "throughput", "--limit", "3");
    artifact("list", "--run", run);
    artifact("list", "--run", run, "--latest");
    assertThat(err.toString()).doesNotContain("more than");
  }

  @Test
  void tellsWhatChanged() throws Exception {
    String old = upload(file("old.json", "{\"metrics\":{\"latency\":20},\"os\":\"linux\"}"));
    String current = upload(file("new.json", "{\"metrics\":{\"latency\":18},\"cpu\":2}"));

    assertThat(artifact("compare", old, current)).isZero();

    assertThat(out.toString().lines())
        .containsExactly(
            "- os: \"linux\"", "+ cpu: 2", "~ metrics.latency: 20.0 -> 18.0 (-10.00 %)");
    artifact("compare", old, old);
    assertThat(out.toString()).contains("identical");
  }

  @Test
  void oneFileThatIsRefusedDoesNotKeepTheOthers() throws Exception {
    upload(file("taken.txt", "one"));
    file("taken.txt", "two");
    file("free.txt", "three");

    int code =
        artifact(
            "upload",
            "--run",
            run,
            root.resolve("taken.txt").toString(),
            root.resolve("free.txt").toString());

    assertThat(code).isEqualTo(ExitCodes.NOT_COMPLETED);
    assertThat(err.toString()).contains("taken.txt").contains("Conflict");
    assertThat(out.toString()).contains("free.txt");
  }

  @Test
  void whatCannotBeIsToldBeforeAnythingHappens() {
    assertThat(artifact("get")).isNotZero();
    assertThat(artifact("upload", "--run", UUID.randomUUID().toString(), "no such file"))
        .isNotZero();
    assertThat(artifact("compare", "x", "y")).isEqualTo(ExitCodes.WRONG_USAGE);
  }
}
