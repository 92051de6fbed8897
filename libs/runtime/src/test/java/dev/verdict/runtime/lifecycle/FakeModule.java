package dev.verdict.runtime.lifecycle;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.util.List;

/** Starts and stops when the test says so, and writes down what happened to it. */
final class FakeModule implements ServiceModule {
  private final Vertx vertx;
  private final String name;
  private final List<String> diary;
  final Promise<Void> started = Promise.promise();
  final Promise<Void> stopped = Promise.promise();

  FakeModule(Vertx vertx, String name, List<String> diary) {
    this.vertx = vertx;
    this.name = name;
    this.diary = diary;
  }

  static FakeModule willing(Vertx vertx, String name, List<String> diary) {
    FakeModule module = new FakeModule(vertx, name, diary);
    module.started.complete();
    module.stopped.complete();
    return module;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Future<Router> start() {
    diary.add("start " + name);
    return started.future().map(done -> Router.router(vertx));
  }

  @Override
  public Future<Void> migrate() {
    diary.add("migrate " + name);
    return started.future();
  }

  @Override
  public Future<Void> stop() {
    diary.add("stop " + name);
    return stopped.future();
  }
}
