package dev.verdict.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.storage.internals.checkpoint.CleanShutdownFileHandler;

/** The directory in which Kafka keeps topics and metadata. */
record KafkaStorage(Path directory) {

  Path logs() {
    return directory.resolve("logs");
  }

  RememberedPort port() {
    return new RememberedPort(directory.resolve("port"));
  }

  /** To be asked before Kafka starts: it removes the mark. */
  boolean wasKilled() {
    return Files.exists(logs().resolve("__cluster_metadata-0"))
        && !Files.exists(logs().resolve(CleanShutdownFileHandler.CLEAN_SHUTDOWN_FILE_NAME));
  }

  /** Kafka writes the file that marks the end of formatting last, so half of it does not count. */
  void formatIfNew() throws IOException {
    if (Files.exists(logs().resolve("meta.properties"))) {
      return;
    }
    PrivateFiles.createDirectories(logs());
    try {
      new Formatter()
          .setClusterId(Uuid.randomUuid().toString())
          .setNodeId(KafkaSettings.NODE)
          .setControllerListenerName(KafkaSettings.CONTROLLER)
          .setMetadataLogDirectory(logs().toString())
          .addDirectory(logs().toString())
          .setPrintStream(
              new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
          .run();
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("formatting " + logs() + ": " + e.getMessage(), e);
    }
  }
}
