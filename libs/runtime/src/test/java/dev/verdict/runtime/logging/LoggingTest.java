package dev.verdict.runtime.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import com.fasterxml.jackson.databind.JsonNode;
import dev.verdict.contract.Json;
import dev.verdict.runtime.settings.LogSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

class LoggingTest {
  @TempDir Path directory;

  private final LoggerContext context = new LoggerContext();

  LoggingTest() {
    context.setMDCAdapter(((LoggerContext) LoggerFactory.getILoggerFactory()).getMDCAdapter());
  }

  @AfterEach
  void stop() {
    context.stop();
  }

  @Test
  void aJsonLineHasTheIdsAndNoSecretInMessageArgumentIdOrTrace() throws IOException {
    Masking.remember("open-sesame-42");
    Logger log = configured(true, "info");
    UUID run = UUID.randomUUID();

    LogIds.task(run, "task-1", 3)
        .and("note", "open-sesame-42")
        .during(
            () ->
                log.atError()
                    .addKeyValue("access_token", "whatever")
                    .setCause(
                        new IllegalStateException(
                            "open-sesame-42", new IOException("Bearer abcdefgh")))
                    .log("it said {}", "open-sesame-42"));
    log.info("after");

    JsonNode line = Json.tree(lines().getFirst().getBytes(StandardCharsets.UTF_8));
    assertThat(line.path("run").asText()).isEqualTo(run.toString());
    assertThat(line.path("task").asText()).isEqualTo("task-1");
    assertThat(line.path("attempt").asText()).isEqualTo("3");
    assertThat(line.path("message").asText()).isEqualTo("it said ***");
    assertThat(line.path("access_token").asText()).isEqualTo("***");
    assertThat(line.path("trace").asText())
        .contains("IllegalStateException: ***")
        .contains("IOException: Bearer ***");
    assertThat(lines().getFirst()).doesNotContain("open-sesame").doesNotContain("abcdefgh");
    assertThat(Json.tree(lines().getLast().getBytes(StandardCharsets.UTF_8)).has("run")).isFalse();
    assertThat(MDC.get(LogIds.RUN)).isNull();
  }

  @Test
  void aPlainMessageFromOutsideCannotPretendToBeAnotherLine() throws IOException {
    Logger log = configured(false, "info");

    log.warn("name is a\n2026-01-01 00:00:00.000 ERROR Admin - all is lost");

    assertThat(lines()).hasSize(2);
    assertThat(lines().get(1)).startsWith("    2026-01-01");
  }

  @Test
  void theLevelIsForOurCodeAndOthersStayQuiet() throws IOException {
    Logger log = configured(false, "debug");

    log.debug("ours");
    context.getLogger("org.apache.kafka.clients.Metadata").info("theirs");
    context.getLogger("org.apache.kafka.clients.Metadata").warn("theirs, but it matters");

    assertThat(lines()).hasSize(2);
    assertThat(lines().getFirst()).contains("DEBUG").endsWith("- ours");
  }

  private Logger configured(boolean json, String level) {
    Logging.configure(
        context, new LogSettings(level, json, Optional.of(directory.resolve("verdict.log"))));
    return context.getLogger("dev.verdict.Thing");
  }

  private List<String> lines() throws IOException {
    return Files.readAllLines(directory.resolve("verdict.log"));
  }
}
