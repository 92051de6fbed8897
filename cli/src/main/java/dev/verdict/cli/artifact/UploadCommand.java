package dev.verdict.cli.artifact;

import dev.verdict.cli.ExitCodes;
import dev.verdict.cli.WrongUsage;
import dev.verdict.cli.client.ApiClient;
import dev.verdict.cli.client.ApiProblem;
import dev.verdict.cli.client.Unreachable;
import dev.verdict.contract.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code verdict artifact upload}. */
@Command(
    name = "upload",
    mixinStandardHelpOptions = true,
    description = "Keeps files, side by side; tells of each how it went.")
final class UploadCommand extends StoreAccess implements Callable<Integer> {
  private static final int AT_ONCE = 4;

  @Option(
      names = {"--run", "--run-id"},
      required = true,
      paramLabel = "ID",
      description = "The run that they belong to.")
  private @Nullable UUID run;

  @Option(
      names = {"--task", "--task-id"},
      paramLabel = "ID",
      description = "The task, with --attempt; without it they are of the whole run.")
  private @Nullable UUID task;

  @Option(names = "--attempt", paramLabel = "N", description = "The attempt of the task.")
  private @Nullable Integer attempt;

  @Option(names = "--type", paramLabel = "WORD", description = "Told by the content when absent.")
  private @Nullable String type;

  @Option(names = "--category", paramLabel = "WORD", description = "Told by the type when absent.")
  private @Nullable String category;

  @Option(names = "--label", paramLabel = "LABEL", description = "Once for each.")
  private List<String> labels = List.of();

  @Option(names = "--metadata", paramLabel = "KEY=VALUE", description = "Once for each.")
  private List<String> metadata = List.of();

  @Option(
      names = "--provider",
      description =
          "To the CI system of the run where that takes files, and to the store where it does not.")
  private boolean toProvider;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files.")
  private List<Path> files = List.of();

  @Option(names = "--output", description = "${COMPLETION-CANDIDATES} (default: TEXT).")
  private Output output = Output.TEXT;

  /** How it went for one file. */
  record Sent(
      String file,
      @Nullable StoredArtifact artifact,
      @Nullable ProvidedArtifact provided,
      @Nullable String error) {}

  /** Where a file went that was meant for the CI system. */
  record ProvidedArtifact(
      String name,
      String keptIn,
      String permalink,
      @Nullable String url,
      @Nullable StoredArtifact artifact,
      @Nullable String instead) {}

  @Override
  public Integer call() {
    for (Path file : files) {
      if (!Files.isReadable(file) || Files.isDirectory(file)) {
        throw new WrongUsage("file: " + file + " (expected: a file that can be read)");
      }
    }
    List<Sent> all = send(client());
    if (output == Output.JSON) {
      out().println(Json.text(all));
    } else {
      all.forEach(this::tell);
    }
    boolean good = all.stream().allMatch(sent -> sent.error() == null);
    return good ? ExitCodes.ALL_PASSED : ExitCodes.NOT_COMPLETED;
  }

  private void tell(Sent sent) {
    StoredArtifact kept = sent.artifact();
    ProvidedArtifact provided = sent.provided();
    if (provided != null) {
      out().println(provided.keptIn() + "  " + provided.permalink() + "  " + sent.file());
      if (provided.instead() != null) {
        err().println("in the store: " + sent.file() + ": " + provided.instead());
      }
    } else if (kept == null) {
      err().println("not kept: " + sent.file() + ": " + sent.error());
    } else {
      out().println(kept.line());
    }
  }

  private List<Sent> send(ApiClient store) {
    List<Future<Sent>> running = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      files.forEach(file -> running.add(threads.submit(() -> send(store, file))));
    }
    return running.stream().map(UploadCommand::ended).toList();
  }

  private Sent send(ApiClient store, Path file) {
    try {
      String path = ARTIFACTS + "?" + query(file);
      return toProvider
          ? new Sent(file.toString(), null, provided(store, path, file), null)
          : new Sent(file.toString(), store.post(path, file, StoredArtifact.class), null, null);
    } catch (ApiProblem | Unreachable | IOException e) {
      return new Sent(file.toString(), null, null, String.valueOf(e.getMessage()));
    }
  }

  /** With an address that can be followed from here. */
  private static ProvidedArtifact provided(ApiClient store, String path, Path file)
      throws IOException {
    ProvidedArtifact sent = store.post(path + "&to=provider", file, ProvidedArtifact.class);
    return new ProvidedArtifact(
        sent.name(),
        sent.keptIn(),
        store.address(sent.permalink()),
        sent.url(),
        sent.artifact(),
        sent.instead());
  }

  /** A path that leads upwards is no place: such a file is kept under its name. */
  private String query(Path file) {
    Path plain = file.normalize();
    boolean within = !plain.isAbsolute() && !plain.startsWith("..");
    String path = (within ? plain : plain.getFileName()).toString().replace('\\', '/');
    List<String> parts = new ArrayList<>();
    Filters.add(parts, "run_id", run);
    Filters.add(parts, "task_id", task);
    Filters.add(parts, "attempt", attempt);
    Filters.add(parts, "name", plain.getFileName());
    Filters.add(parts, "path", path);
    Filters.add(parts, "type", type);
    Filters.add(parts, "category", category);
    labels.forEach(label -> Filters.add(parts, "label", label));
    metadata.forEach(pair -> Filters.add(parts, "metadata", pair));
    return String.join("&", parts);
  }

  private static Sent ended(Future<Sent> running) {
    try {
      return running.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }
}
