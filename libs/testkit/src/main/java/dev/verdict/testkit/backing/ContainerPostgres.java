package dev.verdict.testkit.backing;

import dev.verdict.embedded.FreePorts;
import dev.verdict.embedded.PostgresAccess;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/** PostgreSQL in a container, on a port of this machine that stays over restarts. */
final class ContainerPostgres implements PostgresServer {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  private final PostgreSQLContainer container;
  private final ContainerControl control;
  private final PostgresAccess access;

  private ContainerPostgres(PostgreSQLContainer container) {
    this.container = container;
    this.control = new ContainerControl(container);
    this.access =
        new PostgresAccess(
            container.getHost(),
            container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
            container.getDatabaseName(),
            container.getUsername(),
            container.getPassword());
  }

  static ContainerPostgres start() {
    var image = DockerImageName.parse(Images.POSTGRES).asCompatibleSubstituteFor("postgres");
    var container =
        new PostgreSQLContainer(image)
            // The same order of strings as the embedded one has.
            .withEnv(
                "POSTGRES_INITDB_ARGS",
                "--encoding=UTF8 --locale=C --locale-provider=builtin --builtin-locale=C.UTF-8")
            .withCommand("postgres", "-c", "fsync=off", "-c", "max_connections=200");
    container.setPortBindings(List.of(FreePorts.one() + ":" + PostgreSQLContainer.POSTGRESQL_PORT));
    container.start();
    return new ContainerPostgres(container);
  }

  @Override
  public PostgresAccess access() {
    return access;
  }

  @Override
  public void stop() {
    control.stop();
  }

  @Override
  public void stopAtOnce() {
    control.kill();
  }

  @Override
  public void startAgain() {
    control.start();
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (!accepts()) {
      if (System.nanoTime() > deadline || !pause()) {
        throw new IllegalStateException(
            "PostgreSQL: not back at %s (expected: within %d s)"
                .formatted(access, START_LIMIT.toSeconds()));
      }
    }
  }

  private boolean accepts() {
    try (var connection = TestSql.connect(access)) {
      return connection.isValid(1);
    } catch (SQLException notYet) {
      return false;
    }
  }

  private static boolean pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(50);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    container.stop();
  }
}
