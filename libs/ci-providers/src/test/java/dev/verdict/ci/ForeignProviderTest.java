package dev.verdict.ci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdict.ci.http.CallListener;
import dev.verdict.ci.http.Clockwork;
import dev.verdict.plugin.ci.CiProvider;
import dev.verdict.plugin.ci.CiProviderFactory;
import dev.verdict.plugin.ci.ConfigurationError;
import dev.verdict.plugin.ci.RunState;
import dev.verdict.testkit.ci.Answer;
import dev.verdict.testkit.ci.RecordedApi;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A provider that somebody else has built, against nothing but the plugin API. */
class ForeignProviderTest {
  private static final String SOURCE =
      """
      package com.example.acme;

      import dev.verdict.plugin.ci.*;
      import dev.verdict.plugin.ci.http.*;
      import io.vertx.core.Future;
      import java.util.List;

      public final class AcmeFactory implements CiProviderFactory {
        static final Capabilities CAN =
            Capabilities.all()
                .absent(Capability.TEST_RUN, "Acme has no test runs", "a status is shown")
                .absent(Capability.BUILD_STATUS, "none", "none")
                .absent(Capability.PR_COMMENT, "none", "none")
                .absent(Capability.ARTIFACTS, "none", "none")
                .absent(Capability.ARTIFACT_UPLOAD, "none", "our own store");

        public String name() { return "acme"; }
        public String title() { return "Acme CI"; }
        public Capabilities capabilities() { return CAN; }
        public List<ProviderSetting> settings() {
          return List.of(
              ProviderSetting.required("api_url", ProviderSetting.Kind.URL, "of the API"),
              ProviderSetting.required("token", ProviderSetting.Kind.SECRET, "of a robot"));
        }
        public CiProvider create(ProviderContext context) {
          ProviderHttp http = context.http(
              ApiProfile.of(context.settings().requiredUrl("api_url"))
                  .bearer(context.settings().required("token")));
          return new CiProvider() {
            public String name() { return "acme"; }
            public Capabilities capabilities() { return CAN; }
            public Future<Void> initialize() {
              return http.send(ApiRequest.get(Operation.INITIALIZE, "/me")).mapEmpty();
            }
            public Future<TestRunStatus> getTestRunStatus(String id) {
              return http.send(ApiRequest.get(Operation.GET_TEST_RUN_STATUS, "/builds/{}", id))
                  .map(answer -> answer.object().getString("state"))
                  .map(word -> new TestRunStatus(
                      id, word.equals("green") ? RunState.SUCCESS : RunState.UNKNOWN, word,
                      null, null, null, null, null, null));
            }
          };
        }
      }
      """;

  @TempDir Path directory;

  @Test
  void a_jar_that_is_built_apart_is_found_and_works() throws Exception {
    Vertx vertx = Vertx.vertx();
    try (URLClassLoader loader = loader(jar("acme.jar"))) {
      RecordedApi api = RecordedApi.start(vertx, Clock.systemUTC()).await(10, TimeUnit.SECONDS);
      int[] tries = {0};
      api.on(HttpMethod.GET, "/builds/{id}")
          .answers(
              seen ->
                  tries[0]++ == 0
                      ? Answer.empty(503)
                      : Answer.json(200, JsonObject.of("state", "green")));
      ProviderHost host =
          new ProviderHost(
              vertx,
              CiProviders.load(loader),
              Map.of(),
              new FastTime().clockwork(vertx),
              CallListener.NOBODY);
      CiProvider acme =
          host.create("acme", Map.of("api_url", api.url().toString(), "token", "tok-of-acme"));

      assertThat(acme.getTestRunStatus("7 a/b").await(10, TimeUnit.SECONDS).state())
          .isEqualTo(RunState.SUCCESS);
      assertThat(api.seen()).hasSize(2);
      assertThat(api.seen().get(1).name("id")).isEqualTo("7 a/b");
      assertThatThrownBy(
              () ->
                  acme.setBuildStatus(
                          new dev.verdict.plugin.ci.BuildStatus(
                              "a", RunState.SUCCESS, "c", "d", null, null, null))
                      .await(10, TimeUnit.SECONDS))
          .isInstanceOf(ConfigurationError.class);
      assertThat(host.providers().all())
          .extracting(CiProviderFactory::name)
          .contains("acme", "github", "local", "generic");
    } finally {
      vertx.close().await(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void two_jars_with_one_name_are_an_error_that_names_both() throws Exception {
    try (URLClassLoader one = loader(jar("one.jar"));
        URLClassLoader other = loader(jar("other.jar"))) {
      List<CiProviderFactory> both =
          Stream.of(one, other)
              .flatMap(each -> CiProviders.load(each).all().stream())
              .filter(each -> each.name().equals("acme"))
              .toList();
      assertThat(both).hasSize(2);
      assertThatThrownBy(() -> CiProviders.of(both))
          .hasMessage(
              "CI provider: 'acme' is the name of com.example.acme.AcmeFactory and of"
                  + " com.example.acme.AcmeFactory (expected: one)");
    }
  }

  @Test
  void a_name_that_nobody_has_is_an_error_that_names_those_that_there_are() {
    assertThatThrownBy(() -> CiProviders.load().named("githbu"))
        .isInstanceOf(ConfigurationError.class)
        .hasMessageContaining("githbu")
        .hasMessageContaining("github")
        .hasMessageContaining("local");
  }

  @Test
  void all_mistakes_of_the_settings_are_told_together() throws Exception {
    Vertx vertx = Vertx.vertx();
    try {
      ProviderHost host =
          new ProviderHost(
              vertx, CiProviders.load(), Map.of(), Clockwork.real(vertx), CallListener.NOBODY);
      Map<String, String> wrong =
          Map.of("api.url", "ftp://x", "timeout", "soon", "tokn", "s3cret", "max_retries", "-1");
      assertThat(host.check("github", wrong))
          .extracting(SettingFault::name)
          .containsExactlyInAnyOrder(
              "token", "repository", "api_url", "timeout", "max_retries", "tokn");
      assertThatThrownBy(() -> host.create("github", wrong))
          .isInstanceOf(ConfigurationError.class)
          .hasMessageContaining("timeout: soon (expected: a duration such as 500ms, 30s or 5m)")
          .hasMessageNotContaining("s3cret");
    } finally {
      vertx.close().await(10, TimeUnit.SECONDS);
    }
  }

  private URLClassLoader loader(Path jar) throws IOException {
    return new URLClassLoader(new URL[] {jar.toUri().toURL()}, getClass().getClassLoader());
  }

  private Path jar(String name) throws IOException {
    Path source =
        Files.createDirectories(directory.resolve(name + "-src")).resolve("AcmeFactory.java");
    Files.writeString(source, SOURCE);
    Path classes = Files.createDirectories(directory.resolve(name + "-classes"));
    // Only the plugin API and what it needs: ours is not on the path.
    String path =
        Stream.of(CiProvider.class, Vertx.class)
            .map(each -> each.getProtectionDomain().getCodeSource().getLocation().getPath())
            .reduce((a, b) -> a + File.pathSeparator + b)
            .orElseThrow();
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                OutputStream.nullOutputStream(),
                OutputStream.nullOutputStream(),
                "-d",
                classes.toString(),
                "-cp",
                path,
                "-proc:none",
                source.toString());
    assertThat(result).as("compiles against the plugin API alone").isZero();
    Path jar = directory.resolve(name);
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> all = Files.walk(classes)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new ZipEntry(classes.relativize(file).toString().replace('\\', '/')));
        Files.copy(file, out);
      }
      out.putNextEntry(new ZipEntry("META-INF/services/" + CiProviderFactory.class.getName()));
      out.write("com.example.acme.AcmeFactory\n".getBytes(StandardCharsets.UTF_8));
    }
    return jar;
  }
}
