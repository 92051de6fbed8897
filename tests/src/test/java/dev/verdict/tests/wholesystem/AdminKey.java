package dev.verdict.tests.wholesystem;

import dev.verdict.embedded.PostgresAccess;
import dev.verdict.runtime.access.Access;
import dev.verdict.runtime.access.Scope;
import dev.verdict.runtime.settings.PostgresSettings;
import dev.verdict.runtime.settings.Secret;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The first key of a system, made as an administrator makes it: beside the database. */
public final class AdminKey {
  private static final int SECONDS = 60;

  private AdminKey() {}

  /** One that may do everything. */
  public static String make(PostgresAccess at) {
    Vertx vertx = Vertx.vertx();
    try {
      PostgresSettings settings =
          PostgresSettings.of(at.host(), at.port(), at.database(), at.user(), at.password());
      return Access.start(vertx, settings)
          .compose(
              access ->
                  access
                      .keys()
                      .create("tests", Scope.OF_KEYS, "tests", null)
                      .compose(made -> access.stop().map(made.secret())))
          .map(Secret::reveal)
          .await(SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException("no key within " + SECONDS + " s", e);
    } finally {
      vertx.close().await();
    }
  }
}
