package dev.verdict.cli.artifact;

import dev.verdict.cli.ExitCodes;
import dev.verdict.cli.WrongUsage;
import dev.verdict.cli.client.ApiClient;
import dev.verdict.contract.api.Page;
import dev.verdict.retriever.Retriever;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code verdict artifact get}. */
@Command(
    name = "get",
    mixinStandardHelpOptions = true,
    description =
        "Fetches artifacts, by id or by what they are; what was fetched before comes out of the"
            + " cache.")
final class GetCommand extends StoreAccess implements Callable<Integer> {
  private static final int MOST = 1000;

  @Parameters(paramLabel = "ID", description = "Ids; without them, options say which.")
  private List<UUID> ids = List.of();

  @Mixin private Filters filters = new Filters();
  @Mixin private CacheOptions cache = new CacheOptions();

  @Option(
      names = "--to",
      paramLabel = "PATH",
      description =
          "A file for one artifact named by its id, a directory otherwise; default: here.")
  private @Nullable Path to;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      defaultValue = "8",
      description = "So many at once (default: ${DEFAULT-VALUE}).")
  private int parallel = 8;

  @Override
  public Integer call() throws IOException {
    if (ids.isEmpty() == filters.isEmpty()) {
      throw new WrongUsage("which artifacts? Give their ids, or say with --run, --type, … which");
    }
    if (parallel < 1 || parallel > 64) {
      throw new WrongUsage("--parallel: " + parallel + " (expected: 1 to 64)");
    }
    ApiClient store = client();
    List<StoredArtifact> found = find(store);
    if (found.isEmpty()) {
      err().println("no artifact has all that was asked for");
      return ExitCodes.NOT_COMPLETED;
    }
    Retriever retriever = new Retriever(new Contents(store), cache.open());
    List<Retriever.Outcome> outcomes = retriever.retrieveAll(wishes(found), parallel);
    outcomes.forEach(this::tell);
    boolean all = outcomes.stream().allMatch(outcome -> outcome.failure().isEmpty());
    return all ? ExitCodes.ALL_PASSED : ExitCodes.NOT_COMPLETED;
  }

  private List<StoredArtifact> find(ApiClient store) {
    List<StoredArtifact> found = new ArrayList<>();
    for (UUID id : new LinkedHashSet<>(ids)) {
      found.add(store.get(ARTIFACTS + "/" + id, StoredArtifact.class));
    }
    if (ids.isEmpty()) {
      Page<StoredArtifact> page =
          store.page(ARTIFACTS + "?" + filters.query() + "&limit=" + MOST, StoredArtifact.class);
      if (page.next() != null) {
        throw new WrongUsage("more than " + MOST + " artifacts (expected: say closer which)");
      }
      found.addAll(page.items());
    }
    return found;
  }

  private List<Retriever.Wish> wishes(List<StoredArtifact> found) {
    Path place = to == null ? Path.of("") : to;
    boolean toFile = ids.size() == 1 && to != null && !place.toFile().isDirectory();
    List<Retriever.Wish> wishes = new ArrayList<>();
    Set<Path> taken = new HashSet<>();
    for (StoredArtifact artifact : found) {
      Path target = toFile ? place : place.resolve(fileName(artifact));
      if (!taken.add(target)) {
        // Two attempts may have left files of one name.
        target = place.resolve(artifact.id() + "-" + fileName(artifact));
        taken.add(target);
      }
      wishes.add(new Retriever.Wish(artifact.remote(), target));
    }
    return wishes;
  }

  /** Never a way out of the directory: the service made names fit, and we make sure. */
  private static String fileName(StoredArtifact artifact) {
    String plain = artifact.name().replaceAll("[/\\\\\\p{Cntrl}]", "_");
    return plain.isBlank() || plain.equals(".") || plain.equals("..")
        ? artifact.id().toString()
        : plain;
  }

  private void tell(Retriever.Outcome outcome) {
    Path target = outcome.wish().target();
    outcome
        .failure()
        .ifPresentOrElse(
            failure ->
                err().println("not fetched: " + target.getFileName() + ": " + failure.getMessage()),
            () -> out().println(target + (outcome.fromCache() ? " (from the cache)" : "")));
  }
}
