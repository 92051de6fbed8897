package dev.verdict.coordinator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Runs that publish, and subscriptions to what they publish. */
record SubscribedRuns(RunningCoordinator coordinator) {
  private static final String PATH = "/api/v1/subscriptions";

  FakeReceiver receiver(FakeReceiver.Behaviour behaviour) {
    return new FakeReceiver(coordinator.vertx, behaviour);
  }

  JsonNode subscribe(FakeReceiver receiver, Map<String, Object> terms) {
    Map<String, Object> body = new HashMap<>(terms);
    body.put("url", receiver.url());
    body.put("owner", "team@example.com");
    body.putIfAbsent("types", List.of("dev.cdevents*"));
    return coordinator.post(PATH, body);
  }

  /** A run with so many tasks, which publishes one event more. */
  UUID submit(String project, int tasks) {
    var list =
        IntStream.rangeClosed(1, tasks)
            .mapToObj(
                n ->
                    Map.of(
                        "name",
                        "task " + n,
                        "config",
                        Map.of("test_file", "t" + n),
                        "requirements",
                        Map.of("labels", Map.of("for", "nobody"))))
            .toList();
    var run = Map.of("name", "a run", "project", project, "tasks", list);
    return UUID.fromString(coordinator.post("/api/v1/runs", run).get("id").asText());
  }

  JsonNode get(JsonNode subscription) {
    return coordinator.get(path(subscription));
  }

  JsonNode act(JsonNode subscription, String what, Map<String, ?> body) {
    return coordinator.post(path(subscription) + "/" + what, body);
  }

  JsonNode ledger(JsonNode subscription, String state, int most) {
    return coordinator.get(path(subscription) + "/deliveries?state=" + state + "&limit=" + most);
  }

  /** The entry of the ledger for an event. */
  JsonNode delivery(JsonNode subscription, String eventId) {
    for (JsonNode entry :
        coordinator.get(path(subscription) + "/deliveries?limit=500").get("items")) {
      if (entry.get("webhook_id").asText().equals(eventId)) {
        return coordinator.get(path(subscription) + "/deliveries/" + entry.get("id").asText());
      }
    }
    throw new AssertionError("no delivery of " + eventId);
  }

  void untilNothingWaits(JsonNode subscription) {
    until(() -> get(subscription).get("waiting").asInt() == 0);
  }

  /** For what tells nobody: looks again and again, for half a minute. */
  void until(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("it did not come true in half a minute");
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  private static String path(JsonNode subscription) {
    return PATH + "/" + subscription.get("id").asText();
  }

  static Map<String, List<Integer>> sequencesByRun(List<FakeReceiver.Got> got) {
    Map<String, List<Integer>> byRun = new LinkedHashMap<>();
    got.forEach(
        each -> byRun.computeIfAbsent(each.run(), none -> new ArrayList<>()).add(each.sequence()));
    return byRun;
  }

  /** As a receiver checks it, from the specification. */
  static boolean signed(FakeReceiver.Got got, String secret) {
    try {
      var content = new ByteArrayOutputStream();
      String start = got.id() + "." + got.headers().get("webhook-timestamp") + ".";
      content.writeBytes(start.getBytes(StandardCharsets.UTF_8));
      content.writeBytes(got.body());
      Mac mac = Mac.getInstance("HmacSHA256");
      byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      String expected =
          "v1," + Base64.getEncoder().encodeToString(mac.doFinal(content.toByteArray()));
      return Arrays.asList(got.headers().getOrDefault("webhook-signature", "").split(" "))
          .contains(expected);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
