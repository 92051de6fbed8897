package dev.verdict.artifacts.inbound.http;

import dev.verdict.artifacts.domain.Digest;
import dev.verdict.artifacts.usecase.StoreBundle;
import dev.verdict.runtime.access.Scope;
import dev.verdict.runtime.http.Call;
import dev.verdict.runtime.http.Fail;
import dev.verdict.runtime.http.Operations;
import dev.verdict.runtime.http.Reply;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/** Source bundles over HTTP: whoever submits brings them, workers fetch them. */
final class BundleOperations {
  private static final String EXPECTED = "sha256:<64 lower-case hex digits>";
  private static final Set<Scope> READERS = Set.of(Scope.WORKER, Scope.SUBMIT, Scope.READ);

  private final StoreBundle bundles;

  /** The answer to an upload. */
  record StoredBundle(String digest, long sizeBytes) {}

  BundleOperations(StoreBundle bundles) {
    this.bundles = bundles;
  }

  void register(Operations operations) {
    operations
        .raw("putBundle", Set.of(Scope.SUBMIT), this::put)
        .handle("headBundle", READERS, this::head)
        .handle("getBundle", READERS, this::get);
  }

  private void put(RoutingContext context) {
    Digest digest = digest(String.valueOf(context.pathParam("digest")));
    Uploads.answer(
        context,
        bundles
            .use(digest)
            .compose(
                there -> {
                  if (there.isPresent()) {
                    return Future.succeededFuture(stored(200, digest, there.getAsLong()));
                  }
                  return store(context, digest);
                }));
  }

  private Future<Reply> store(RoutingContext context, Digest digest) {
    return bundles
        .store(digest, context.request(), Uploads.announced(context.request()))
        .compose(done -> bundles.use(digest))
        .map(size -> stored(201, digest, size.orElse(0)));
  }

  private static Reply stored(int status, Digest digest, long size) {
    return Reply.json(status, new StoredBundle(digest.toString(), size));
  }

  private Future<Reply> head(Call call) {
    Digest digest = digest(call.path("digest"));
    return bundles
        .use(digest)
        .map(
            size -> {
              if (size.isEmpty()) {
                throw Fail.notFound("bundle", digest);
              }
              return headers(Reply.empty(200), digest, size.getAsLong());
            })
        .recover(BundleOperations::told);
  }

  private Future<Reply> get(Call call) {
    Digest digest = digest(call.path("digest"));
    return bundles
        .use(digest)
        .compose(
            size -> {
              if (size.isEmpty()) {
                return Future.failedFuture(Fail.notFound("bundle", digest));
              }
              long bytes = size.getAsLong();
              return bundles
                  .open(digest, bytes)
                  .map(
                      source ->
                          headers(
                              Reply.stream(
                                  200,
                                  "application/octet-stream",
                                  SourceStream.of(call.context(), source)),
                              digest,
                              bytes));
            })
        .recover(BundleOperations::told);
  }

  private static Future<Reply> told(Throwable failure) {
    return Future.failedFuture(Failures.told(failure));
  }

  private static Reply headers(Reply reply, Digest digest, long size) {
    return reply
        .header("Content-Length", Long.toString(size))
        .header("ETag", "\"" + digest.hex() + "\"");
  }

  private static Digest digest(String text) {
    return Digest.parse(text).orElseThrow(() -> Fail.badField("path.digest", text, EXPECTED));
  }
}
