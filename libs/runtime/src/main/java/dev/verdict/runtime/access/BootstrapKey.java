package dev.verdict.runtime.access;

import dev.verdict.runtime.logging.Masking;
import dev.verdict.runtime.settings.Secret;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** The key of the one-process mode and its file. */
final class BootstrapKey {
  private static final String NAME = "bootstrap";

  private final Vertx vertx;
  private final Access access;
  private final Path file;

  BootstrapKey(Vertx vertx, Access access, Path file) {
    this.vertx = vertx;
    this.access = access;
    this.file = file.toAbsolutePath();
  }

  Future<Secret> findOrMake() {
    return vertx
        .executeBlocking(this::read, false)
        .compose(found -> found.map(this::checked).orElseGet(this::make));
  }

  private Optional<Secret> read() throws IOException {
    try {
      String text = Files.readString(file).strip();
      return KeySecret.hasForm(text) ? Optional.of(new Secret(text)) : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private Future<Secret> checked(Secret secret) {
    Masking.remember(secret.reveal());
    return access
        .keys()
        .find(KeySecret.hash(secret.reveal()))
        .compose(found -> found.isPresent() ? Future.succeededFuture(secret) : make());
  }

  private Future<Secret> make() {
    return access
        .keys()
        .create(NAME, Scope.OF_KEYS, NAME, null)
        .compose(
            made ->
                vertx.executeBlocking(
                    () -> {
                      write(made.secret());
                      return made.secret();
                    },
                    false));
  }

  // Written beside and moved, so that nobody ever reads half a key, and never open to others.
  private void write(Secret secret) throws IOException {
    Path directory = file.getParent();
    Files.createDirectories(directory);
    Path beside = Files.createTempFile(directory, ".api-key", "", ownerOnly());
    try {
      Files.writeString(beside, secret.reveal() + "\n");
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  private static FileAttribute<?>[] ownerOnly() {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
