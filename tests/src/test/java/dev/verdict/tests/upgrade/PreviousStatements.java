package dev.verdict.tests.upgrade;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.verdict.tests.wholesystem.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * What the services said to PostgreSQL before the newest migration of their schema was made: their
 * SQL files in the commit before the one that brought it, as the history of this repository has
 * them.
 */
public final class PreviousStatements {
  private static final Pattern NAMED =
      Pattern.compile(
          "^-- name: (\\S+)\\s*\\n(.*?)(?=^-- name: |\\z)", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Map<String, String> MODULES =
      Map.of(
          "access", "libs/runtime",
          "coordinator", "coordinator-service",
          "reporter", "reporter-service",
          "artifacts", "artifact-service");
  private static final String SQL = "/src/main/resources/sql/";

  private PreviousStatements() {}

  /** By file and name; empty if there is no history here that goes back so far. */
  public static Map<String, String> of(String schema, String newest) throws IOException {
    String module = MODULES.get(schema);
    String migrations = module + "/src/main/resources/db/" + schema;
    try (Git git = Git.open(Checkout.TOP.toFile())) {
      Optional<RevCommit> before = before(git, migrations, newest);
      return before.isEmpty()
          ? Map.of()
          : files(git.getRepository(), before.get(), List.of(module + SQL, "libs/runtime" + SQL));
    } catch (GitAPIException | RepositoryNotFoundException e) {
      return Map.of();
    }
  }

  private static Optional<RevCommit> before(Git git, String migrations, String newest)
      throws IOException, GitAPIException {
    Path file;
    try (var found = Files.list(Checkout.TOP.resolve(migrations))) {
      file =
          found
              .filter(each -> each.getFileName().toString().startsWith("V" + newest + "__"))
              .findFirst()
              .orElseThrow();
    }
    RevCommit brought = null;
    for (RevCommit each : git.log().addPath(migrations + "/" + file.getFileName()).call()) {
      brought = each;
    }
    if (brought == null) {
      // Not committed yet: what is committed is what was before.
      return Optional.of(git.log().setMaxCount(1).call().iterator().next());
    }
    // A walk along one path knows other parents than the commit has.
    try (RevWalk walk = new RevWalk(git.getRepository())) {
      RevCommit whole = walk.parseCommit(brought.getId());
      return whole.getParentCount() == 0
          ? Optional.empty()
          : Optional.of(walk.parseCommit(whole.getParent(0)));
    } catch (MissingObjectException e) {
      return Optional.empty();
    }
  }

  private static Map<String, String> files(
      Repository repository, RevCommit commit, List<String> below) throws IOException {
    Map<String, String> statements = new LinkedHashMap<>();
    try (TreeWalk walk = new TreeWalk(repository);
        ObjectReader reader = repository.newObjectReader()) {
      walk.addTree(commit.getTree());
      walk.setRecursive(true);
      while (walk.next()) {
        String path = walk.getPathString();
        if (path.endsWith(".sql") && below.stream().anyMatch(path::startsWith)) {
          String text = new String(reader.open(walk.getObjectId(0)).getBytes(), UTF_8);
          String file = path.substring(path.lastIndexOf('/') + 1);
          Matcher each = NAMED.matcher(text);
          while (each.find()) {
            statements.put(file + " " + each.group(1), each.group(2).strip());
          }
        }
      }
    }
    return statements;
  }
}
