package dev.verdict.tests.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** What holds for every pod of ours. */
final class PodPolicies {
  private static final Pattern SECRET_NAME =
      Pattern.compile("(PASSWORD|SECRET|TOKEN|_KEY$|CREDENTIAL)");
  private static final String CONTAINER = "/spec/template/spec/containers/0";

  private PodPolicies() {}

  static List<Policy> all() {
    return List.of(
        pods(
            "runs as a user that is not root, with the usual seccomp profile",
            (rendering, pod) -> notRoot(pod),
            breaks("/spec/template/spec/securityContext/runAsNonRoot", false)),
        containers(
            "cannot get more rights, has no capability, cannot write its root",
            PodPolicies::closed,
            breaks(CONTAINER + "/securityContext/readOnlyRootFilesystem", null)),
        containers(
            "says what it needs, and has a bound on memory",
            PodPolicies::resources,
            breaks(CONTAINER + "/resources/limits/memory", null)),
        containers(
            "has an image with a version",
            (pod, container) -> container.path("image").asText().matches("[^:]+:(?!latest).+"),
            breaks(CONTAINER + "/image", "verdict/coordinator")),
        containers(
            "has secrets by reference only",
            PodPolicies::secretsByReference,
            breaks(
                CONTAINER + "/env/0",
                java.util.Map.of("name", "VERDICT_AUTH_ADMIN_KEY", "value", "vk_in_the_open"))),
        containers(
            "writes only where a volume with a bound is",
            PodPolicies::boundedWrites,
            breaks(
                "/spec/template/spec/volumes/0",
                java.util.Map.of("name", "tmp", "emptyDir", java.util.Map.of()))),
        pods(
            "has a service account of its own without a token",
            PodPolicies::ownAccount,
            breaks("/spec/template/spec/automountServiceAccountToken", null)),
        new Policy(
            "no secret is rendered, in a Secret or in a ConfigMap",
            PodPolicies::secretsRendered,
            rendering ->
                rendering.with(
                    "ConfigMap", config(rendering), "/data/VERDICT_POSTGRES_PASSWORD", "x")),
        new Policy(
            "the namespace takes restricted pods only",
            rendering ->
                rendering.all("Namespace").stream()
                        .anyMatch(
                            one ->
                                one.at("/metadata/labels")
                                    .path("pod-security.kubernetes.io/enforce")
                                    .asText()
                                    .equals("restricted"))
                    ? List.of()
                    : List.of("not enforced"),
            rendering -> rendering.without("Namespace", "verdict")));
  }

  static List<JsonNode> workloads(Rendering rendering) {
    return rendering.all("Deployment", "Job");
  }

  private static List<String> notRoot(JsonNode pod) {
    JsonNode context = pod.path("securityContext");
    boolean holds =
        context.path("runAsNonRoot").asBoolean()
            && context.path("runAsUser").asInt() > 0
            && context.at("/seccompProfile/type").asText().equals("RuntimeDefault")
            && !pod.path("hostNetwork").asBoolean()
            && !pod.path("hostPID").asBoolean();
    return holds ? List.of() : List.of(context.toString());
  }

  private static boolean closed(JsonNode pod, JsonNode container) {
    JsonNode context = container.path("securityContext");
    return context.path("allowPrivilegeEscalation").asText().equals("false")
        && context.path("readOnlyRootFilesystem").asBoolean()
        && context.at("/capabilities/drop/0").asText().equals("ALL")
        && context.at("/capabilities/add").isMissingNode()
        && !context.path("privileged").asBoolean();
  }

  private static boolean resources(JsonNode pod, JsonNode container) {
    JsonNode resources = container.path("resources");
    return resources.at("/requests/cpu").isTextual()
            && resources.at("/requests/memory").isTextual()
            && resources.at("/limits/memory").isTextual()
        || resources.at("/requests/cpu").isNumber()
            && resources.at("/requests/memory").isTextual()
            && resources.at("/limits/memory").isTextual();
  }

  private static boolean secretsByReference(JsonNode pod, JsonNode container) {
    for (JsonNode variable : container.path("env")) {
      boolean secret = SECRET_NAME.matcher(variable.path("name").asText()).find();
      if (secret && variable.at("/valueFrom/secretKeyRef/name").isMissingNode()) {
        return false;
      }
    }
    return container.path("args").toString().indexOf("password") < 0;
  }

  private static boolean boundedWrites(JsonNode pod, JsonNode container) {
    for (JsonNode mount : container.path("volumeMounts")) {
      JsonNode volume = volume(pod, mount.path("name").asText());
      boolean bounded =
          volume.at("/emptyDir/sizeLimit").isTextual() || volume.has("persistentVolumeClaim");
      boolean read =
          mount.path("readOnly").asBoolean() && (volume.has("secret") || volume.has("configMap"));
      if (!bounded && !read) {
        return false;
      }
    }
    return true;
  }

  private static JsonNode volume(JsonNode pod, String name) {
    for (JsonNode volume : pod.path("volumes")) {
      if (volume.path("name").asText().equals(name)) {
        return volume;
      }
    }
    throw new AssertionError("volume " + name + ": mounted, but not there");
  }

  private static List<String> ownAccount(Rendering rendering, JsonNode pod) {
    String name = pod.path("serviceAccountName").asText();
    Set<String> known = new TreeSet<>();
    rendering.all("ServiceAccount").stream()
        .filter(one -> one.path("automountServiceAccountToken").asText().equals("false"))
        .forEach(one -> known.add(Rendering.name(one)));
    return known.contains(name) && pod.path("automountServiceAccountToken").asText().equals("false")
        ? List.of()
        : List.of(name);
  }

  private static List<String> secretsRendered(Rendering rendering) {
    List<String> faults = new ArrayList<>();
    rendering.all("Secret").forEach(one -> faults.add(Rendering.id(one)));
    for (JsonNode config : rendering.all("ConfigMap")) {
      config
          .path("data")
          .fieldNames()
          .forEachRemaining(
              key -> {
                if (SECRET_NAME.matcher(key).find()) {
                  faults.add(Rendering.id(config) + ": " + key);
                }
              });
    }
    return faults;
  }

  private static String config(Rendering rendering) {
    return rendering.all("ConfigMap").stream()
        .map(Rendering::name)
        .filter(name -> name.startsWith("verdict-postgres"))
        .findFirst()
        .orElseThrow();
  }

  private static UnaryOperator<Rendering> breaks(
      String pointer, @org.jspecify.annotations.Nullable Object value) {
    return rendering -> rendering.with("Deployment", "coordinator", pointer, value);
  }

  private static Policy pods(
      String sentence,
      BiFunction<Rendering, JsonNode, List<String>> faults,
      UnaryOperator<Rendering> broken) {
    return new Policy(
        "every pod " + sentence,
        rendering ->
            workloads(rendering).stream()
                .flatMap(
                    one ->
                        faults.apply(rendering, one.at("/spec/template/spec")).stream()
                            .map(fault -> Rendering.id(one) + ": " + fault))
                .toList(),
        broken);
  }

  private static Policy containers(
      String sentence,
      java.util.function.BiPredicate<JsonNode, JsonNode> holds,
      UnaryOperator<Rendering> broken) {
    return pods(
        "has containers of which each " + sentence,
        (rendering, pod) -> {
          List<String> faults = new ArrayList<>();
          for (String kind : List.of("initContainers", "containers")) {
            for (JsonNode container : pod.path(kind)) {
              if (!holds.test(pod, container)) {
                faults.add(container.path("name").asText());
              }
            }
          }
          return faults;
        },
        broken);
  }
}
