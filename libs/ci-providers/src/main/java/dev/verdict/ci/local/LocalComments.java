package dev.verdict.ci.local;

import dev.verdict.ci.comments.CommentBox;
import dev.verdict.plugin.ci.Operation;
import dev.verdict.plugin.ci.PostedComment;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The comments of one pull request, as numbered Markdown files. */
record LocalComments(LocalFiles files, Path directory) implements CommentBox {
  private static final int MOST = 100_000;
  private static final Pattern OURS = Pattern.compile("\\d{1,9}\\.md");

  @Override
  public Future<List<Kept>> list() {
    return files.run(
        Operation.ADD_PR_COMMENT,
        () -> {
          List<Kept> kept = new ArrayList<>();
          if (Files.isDirectory(directory)) {
            try (Stream<Path> all = Files.list(directory)) {
              for (Path file : all.sorted().toList()) {
                String name = file.getFileName().toString();
                if (!OURS.matcher(name).matches()) {
                  continue;
                }
                long number = Long.parseLong(name.substring(0, name.indexOf('.')));
                try {
                  kept.add(new Kept(name, number, Files.readString(file), file.toUri()));
                } catch (NoSuchFileException deletedMeanwhile) {
                  continue;
                }
              }
            }
          }
          return kept;
        });
  }

  @Override
  public Future<PostedComment> create(String body) {
    return files.run(
        Operation.ADD_PR_COMMENT,
        () -> {
          Files.createDirectories(directory);
          // Whole from the first moment on: who lists meanwhile must see its mark.
          Path part = Files.createTempFile(directory, ".part", ".md");
          Files.writeString(part, body);
          try {
            return linked(part);
          } finally {
            Files.deleteIfExists(part);
          }
        });
  }

  @Override
  public Future<PostedComment> update(Kept comment, String body) {
    Path file = directory.resolve(comment.handle());
    return files.run(
        Operation.ADD_PR_COMMENT,
        () -> {
          Files.writeString(file, body);
          return new PostedComment(comment.handle(), file.toUri(), false);
        });
  }

  @Override
  public Future<Void> delete(Kept comment) {
    return files
        .run(
            Operation.ADD_PR_COMMENT,
            () -> Files.deleteIfExists(directory.resolve(comment.handle())))
        .mapEmpty();
  }

  private PostedComment linked(Path part) throws IOException {
    for (int number = 1; number < MOST; number++) {
      Path file = directory.resolve("%06d.md".formatted(number));
      if (Files.exists(file)) {
        continue;
      }
      try {
        Files.createLink(file, part);
        return new PostedComment(file.getFileName().toString(), file.toUri(), true);
      } catch (FileAlreadyExistsException taken) {
        continue;
      }
    }
    throw new IOException(directory + " has " + MOST + " comments");
  }
}
