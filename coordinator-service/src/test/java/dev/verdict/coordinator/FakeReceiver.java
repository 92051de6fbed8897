package dev.verdict.coordinator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdict.contract.Json;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A team's end of the line: remembers what came and answers as it is told. */
final class FakeReceiver implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 30;

  /** One request as it came. */
  record Got(Map<String, String> headers, byte[] body, long nanos) {
    String id() {
      return headers.getOrDefault("webhook-id", "");
    }

    JsonNode event() {
      return Json.tree(body);
    }

    String run() {
      return event().path("partitionkey").asText();
    }

    int sequence() {
      return event().path("sequence").asInt();
    }
  }

  /** What it does with a request. */
  interface Behaviour {
    void answer(Got got, HttpServerResponse response);
  }

  static final Behaviour ACCEPTS = (got, response) -> response.setStatusCode(204).end();
  static final Behaviour HANGS = (got, response) -> {};

  private final HttpServer server;
  private final BlockingQueue<Got> queue = new LinkedBlockingQueue<>();
  private final List<Got> all = new CopyOnWriteArrayList<>();
  private volatile Behaviour behaviour;

  FakeReceiver(Vertx vertx, Behaviour behaviour) {
    this.behaviour = behaviour;
    this.server =
        RunningCoordinator.await(
            vertx.createHttpServer().requestHandler(this::handle).listen(0, "127.0.0.1"));
  }

  static Behaviour says(int status) {
    return (got, response) -> response.setStatusCode(status).end("it is " + status);
  }

  private void handle(HttpServerRequest request) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    request.headers().forEach(headers::put);
    request
        .body()
        .onSuccess(
            body -> {
              Got got = new Got(headers, body.getBytes(), System.nanoTime());
              all.add(got);
              queue.add(got);
              behaviour.answer(got, request.response());
            });
  }

  void behave(Behaviour other) {
    behaviour = other;
  }

  String url() {
    return "http://127.0.0.1:" + server.actualPort() + "/hooks?team=shop";
  }

  /** Waits for so many. */
  List<Got> take(int n) {
    List<Got> taken = new ArrayList<>();
    try {
      while (taken.size() < n) {
        Got got = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (got == null) {
          throw new AssertionError("only " + taken.size() + " of " + n + " came");
        }
        taken.add(got);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
    return taken;
  }

  List<Got> all() {
    return all;
  }

  @Override
  public void close() {
    RunningCoordinator.await(server.close());
  }
}
