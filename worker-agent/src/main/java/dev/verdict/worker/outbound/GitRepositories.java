package dev.verdict.worker.outbound;

import dev.verdict.contract.api.Source;
import dev.verdict.runtime.logging.Masking;
import dev.verdict.runtime.settings.Secret;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.eclipse.jgit.api.FetchCommand;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;

/**
 * One bare repository for each URL, which only ever grows by the commits that were asked for. Each
 * commit is fetched alone where the server allows that.
 */
public final class GitRepositories {
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");

  private final Path directory;
  private final Map<String, Secret> credentials;
  private final Duration within;
  private final ConcurrentHashMap<String, ReentrantLock> locks = new ConcurrentHashMap<>();

  /**
   * @param credentials host to {@code user:password} or a token
   */
  public GitRepositories(Path directory, Map<String, Secret> credentials, Duration within) {
    this.directory = directory;
    this.credentials = credentials;
    this.within = within;
  }

  public void checkOut(Source.Git source, Path into) throws IOException, InterruptedException {
    check(source);
    Path path =
        directory.resolve(
            UUID.nameUUIDFromBytes(source.url().getBytes(StandardCharsets.UTF_8)) + ".git");
    ReentrantLock lock = locks.computeIfAbsent(source.url(), any -> new ReentrantLock());
    if (!lock.tryLock(within.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IOException("git: " + shown(source) + ": another fetch of it takes too long");
    }
    try (Repository repository = open(path)) {
      ObjectId commit = ObjectId.fromString(source.commit());
      if (!repository.getObjectDatabase().has(commit)) {
        fetch(repository, source);
      }
      GitTree.write(repository, tree(repository, commit), source.directory(), into);
    } catch (GitAPIException | RuntimeException e) {
      if (Thread.interrupted()) {
        throw new InterruptedIOException("git: " + shown(source) + ": fetching was interrupted");
      }
      throw new IOException("git: " + shown(source) + ": " + Masking.mask("" + e.getMessage()), e);
    } finally {
      lock.unlock();
    }
  }

  private static void check(Source.Git source) throws IOException {
    if (!COMMIT.matcher(source.commit()).matches()) {
      throw new IOException(
          "source.commit: '" + source.commit() + "' (expected: 40 hexadecimal digits)");
    }
    if (source.url().startsWith("-") || source.url().matches("^[a-z+]+://[^/@]*@.*")) {
      throw new IOException(
          "source.url: it carries credentials (expected: none; they belong into"
              + " worker.git_credentials)");
    }
  }

  private static Repository open(Path path) throws IOException {
    Repository repository = new FileRepositoryBuilder().setGitDir(path.toFile()).setBare().build();
    if (!repository.getObjectDatabase().exists()) {
      repository.create(true);
    }
    return repository;
  }

  private void fetch(Repository repository, Source.Git source) throws GitAPIException, IOException {
    String commit = source.commit();
    try {
      command(repository, source)
          .setDepth(1)
          .setRefSpecs(new RefSpec("+" + commit + ":refs/verdict/" + commit))
          .call();
    } catch (GitAPIException | RuntimeException e) {
      // Some servers give away only what a branch or a tag names.
      command(repository, source)
          .setRefSpecs(
              new RefSpec("+refs/heads/*:refs/heads/*"), new RefSpec("+refs/tags/*:refs/tags/*"))
          .call();
    }
    if (!repository.getObjectDatabase().has(ObjectId.fromString(commit))) {
      throw new IOException("git: " + shown(source) + ": the repository does not have this commit");
    }
  }

  private FetchCommand command(Repository repository, Source.Git source) {
    FetchCommand command =
        Git.wrap(repository)
            .fetch()
            .setRemote(source.url())
            .setTagOpt(TagOpt.NO_TAGS)
            .setCheckFetchedObjects(true)
            .setProgressMonitor(new DeadlineMonitor(within))
            .setTimeout((int) within.toSeconds());
    Secret secret = credentials.get(host(source.url()));
    if (secret != null) {
      command.setCredentialsProvider(provider(secret.reveal()));
    }
    return command;
  }

  private static UsernamePasswordCredentialsProvider provider(String secret) {
    int colon = secret.indexOf(':');
    return colon < 0
        ? new UsernamePasswordCredentialsProvider("x-access-token", secret)
        : new UsernamePasswordCredentialsProvider(
            secret.substring(0, colon), secret.substring(colon + 1));
  }

  private static RevCommit tree(Repository repository, ObjectId commit) throws IOException {
    try (RevWalk walk = new RevWalk(repository)) {
      return walk.parseCommit(commit);
    }
  }

  private static String host(String url) {
    try {
      String host = URI.create(url).getHost();
      return host == null ? "" : host;
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private static String shown(Source.Git source) {
    return Masking.mask(source.url()) + "@" + source.commit();
  }
}
