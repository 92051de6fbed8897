package dev.verdict.runtime.http;

import dev.verdict.runtime.access.Authenticator;
import dev.verdict.runtime.metrics.Metrics;
import dev.verdict.runtime.settings.HttpSettings;
import dev.verdict.runtime.tls.TlsFiles;
import io.netty.handler.codec.compression.StandardCompressionOptions;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The one HTTP server of a process: limits, headers, problems, health, metrics, the merged
 * document, and the routers of the services. {@code new HttpEndpoint(vertx, settings,
 * health).mount(routers).listen()}.
 */
public final class HttpEndpoint {
  /**
   * Metadata of a router: a {@code Handler<RoutingContext>} that answers browsers at addresses that
   * no service has.
   */
  public static final String NOWHERE = "dev.verdict.nowhere";

  /** A thousand ids in a query, which the API allows. */
  private static final int LONGEST_LINE = 48 * 1024;

  /** Of a body as it is handed on: with the usual 8 KiB the handling of a large file costs more. */
  private static final int LARGEST_PIECE = 64 * 1024;

  private static final int LARGEST_HEADERS = 32 * 1024;

  /** Of a form: a thousand files, which the API allows, and some more to be told that they are. */
  private static final int MOST_PARTS = 1_200;

  private static final int WORTH_COMPRESSING = 1024;

  private final Vertx vertx;
  private final HttpSettings settings;
  private final Router root;
  private final SystemRoutes system;
  private @Nullable HttpServer server;
  private @Nullable TlsFiles tls;

  public HttpEndpoint(Vertx vertx, HttpSettings settings, HealthChecks health) {
    this.vertx = vertx;
    this.settings = settings;
    this.root = Router.router(vertx);
    this.system = new SystemRoutes(Metrics.of(vertx), health, settings.metricsAuth());
  }

  /**
   * Puts the services at "/"; once, before {@link #listen()}. Documents that contradict are an
   * error.
   */
  public HttpEndpoint mount(List<Router> routers) {
    List<ApiDocument> documents = new ArrayList<>();
    documents.add(ApiDocument.load(ApiDocument.COMMON));
    Authenticator authenticator = null;
    Handler<RoutingContext> nowhere = null;
    for (Router router : routers) {
      ApiDocument document = router.getMetadata(Api.DOCUMENT);
      if (document != null) {
        documents.add(document);
      }
      Authenticator one = router.getMetadata(Api.AUTHENTICATOR);
      authenticator = authenticator == null ? one : authenticator;
      Handler<RoutingContext> its = router.getMetadata(NOWHERE);
      nowhere = nowhere == null ? its : nowhere;
    }
    ApiDocument merged = ApiDocument.merge(documents);
    root.route().handler(this::prepare).failureHandler(Problems::answer);
    system.addTo(root, merged, new Authentication(authenticator));
    routers.forEach(router -> root.route("/*").subRouter(router));
    Handler<RoutingContext> page = nowhere;
    root.route().handler(context -> unknown(context, merged, page));
    return this;
  }

  /** Fails where a certificate cannot be used, and says which file is wrong. */
  public Future<HttpEndpoint> listen() {
    return TlsFiles.open(vertx, settings.tls())
        .compose(files -> listen(files).onFailure(failure -> files.stop()));
  }

  private Future<HttpEndpoint> listen(TlsFiles files) {
    HttpServer made = vertx.createHttpServer(ServerTls.on(options(), files.current()));
    ConnectionLimit.on(made, settings.connections());
    return made.requestHandler(root)
        .invalidRequestHandler(InvalidRequest::answer)
        .exceptionHandler(InvalidRequest::ignore)
        .listen()
        .map(
            listening -> {
              server = listening;
              tls = files.onChange(read -> listening.updateSSLOptions(read.server()));
              CertificateMeter.of(files, Metrics.of(vertx).registry());
              return this;
            });
  }

  public int port() {
    return Objects.requireNonNull(server, "the server does not listen").actualPort();
  }

  /** Where it is reached from this machine. */
  public String url() {
    String host = settings.host();
    boolean any = host.equals("0.0.0.0") || host.equals("::");
    String shown = any ? "localhost" : host.contains(":") ? "[" + host + "]" : host;
    return (settings.tls().isOn() ? "https://" : "http://") + shown + ":" + port();
  }

  /** From now on not ready, so that whoever routes to us stops. Requests are still served. */
  public void unready() {
    system.unready();
  }

  /** Accepts nothing new, lets requests in progress end, and cuts those that take too long. */
  public Future<Void> stop() {
    unready();
    HttpServer listening = server;
    if (tls != null) {
      tls.stop();
    }
    return listening == null
        ? Future.succeededFuture()
        : listening.shutdown(settings.drain().toMillis(), TimeUnit.MILLISECONDS);
  }

  private void prepare(RoutingContext context) {
    RequestLog.begin(context);
    RequestTimeout.within(context, settings.requestTimeout());
    BodyReader.limit(context, settings.bodyLimit());
    SecurityHeaders.add(context);
    if (settings.tls().clientAuthority().isPresent() && ServerTls.isStranger(context.request())) {
      context.fail(Fail.forbidden("a certificate of a client has to be shown here"));
    } else if (SecurityHeaders.isForged(context.request())) {
      context.fail(Fail.forbidden("a page of another site must not change anything here"));
    } else {
      context.next();
    }
  }

  private static void unknown(
      RoutingContext context, ApiDocument documents, @Nullable Handler<RoutingContext> page) {
    String path = context.request().path();
    String allowed = path == null ? null : documents.allowedMethods(path);
    if (allowed == null && page != null && context.request().method() == HttpMethod.GET) {
      page.handle(context);
      return;
    }
    context.fail(
        allowed == null
            ? Fail.notFound("path", String.valueOf(path))
            : Fail.methodNotAllowed(context.request().method().name(), allowed));
  }

  private HttpServerOptions options() {
    return new HttpServerOptions()
        .setHost(settings.host())
        .setPort(settings.port())
        .setIdleTimeout((int) settings.idle().toMillis())
        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
        .setMaxInitialLineLength(LONGEST_LINE)
        .setMaxChunkSize(LARGEST_PIECE)
        .setMaxHeaderSize(LARGEST_HEADERS)
        .setMaxFormFields(MOST_PARTS)
        .setInitialSettings(
            new Http2Settings().setMaxHeaderListSize(LONGEST_LINE + LARGEST_HEADERS))
        .setCompressionSupported(true)
        // What every client understands; others would load native code.
        .setCompressors(
            List.of(StandardCompressionOptions.gzip(), StandardCompressionOptions.deflate()))
        .setCompressionContentSizeThreshold(WORTH_COMPRESSING)
        .setDecompressionSupported(false)
        .setHandle100ContinueAutomatically(true)
        .setReuseAddress(true)
        .setTcpNoDelay(true);
  }
}
