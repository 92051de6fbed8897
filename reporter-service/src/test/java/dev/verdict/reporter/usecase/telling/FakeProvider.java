package dev.verdict.reporter.usecase.telling;

import dev.verdict.plugin.ci.Capabilities;
import dev.verdict.plugin.ci.CiProvider;
import dev.verdict.plugin.ci.PostedComment;
import dev.verdict.plugin.ci.PrComment;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/** Takes comments. */
final class FakeProvider implements CiProvider {
  final List<PrComment> comments = new ArrayList<>();

  @Override
  public String name() {
    return "fake";
  }

  @Override
  public Capabilities capabilities() {
    return Capabilities.all();
  }

  @Override
  public Future<Void> initialize() {
    return Future.succeededFuture();
  }

  @Override
  public Future<PostedComment> addPrComment(PrComment comment) {
    comments.add(comment);
    return Future.succeededFuture(new PostedComment("1", null, comments.size() == 1));
  }
}
