package dev.verdict.tests.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where the services have certificates, everybody who asks them speaks TLS and verifies them. */
final class TlsPolicies {
  private static final String POD = "/spec/template/spec";
  private static final String CONTAINER = POD + "/containers/0";
  private static final String CERTIFICATE = "VERDICT_HTTP_TLS_CERT_FILE";

  private TlsPolicies() {}

  static List<Policy> all() {
    return List.of(
        new Policy(
            "every service speaks TLS, or none does",
            TlsPolicies::mixed,
            rendering ->
                rendering.with(
                    "Deployment",
                    "coordinator",
                    CONTAINER + "/envFrom/4",
                    Map.of("configMapRef", Map.of("name", configOf(rendering, "reporter"))))),
        new Policy(
            "a service with a certificate is probed with TLS",
            TlsPolicies::probes,
            rendering ->
                rendering.with(
                    "Deployment", "reporter", CONTAINER + "/livenessProbe/httpGet/scheme", null)),
        new Policy(
            "a service with a certificate is called with TLS by the others",
            TlsPolicies::calls,
            rendering ->
                rendering.with(
                    "ConfigMap",
                    configOf(rendering, "reporter"),
                    "/data/VERDICT_REPORTER_COORDINATOR_URL",
                    "http://coordinator:8080")),
        new Policy(
            "the gateway and Prometheus verify what has a certificate",
            TlsPolicies::outside,
            rendering -> rendering.without("BackendTLSPolicy", "artifacts")),
        new Policy(
            "workers have a key that no service has",
            TlsPolicies::shared,
            rendering ->
                rendering.changed(
                    "Deployment",
                    "worker",
                    deployment ->
                        deployment
                            .at(POD + "/volumes")
                            .forEach(
                                volume -> {
                                  if (volume.path("name").asText().equals("tls")) {
                                    ((com.fasterxml.jackson.databind.node.ObjectNode)
                                            volume.path("secret"))
                                        .put("secretName", "coordinator-tls");
                                  }
                                }))));
  }

  private static String configOf(Rendering rendering, String service) {
    return rendering
        .one("Deployment", service)
        .at(CONTAINER + "/envFrom/3/configMapRef/name")
        .asText();
  }

  private static boolean hasCertificate(Rendering rendering, JsonNode deployment) {
    return rendering.environment(deployment).containsKey(CERTIFICATE);
  }

  private static List<JsonNode> withCertificate(Rendering rendering) {
    return rendering.all("Deployment").stream()
        .filter(one -> hasCertificate(rendering, one))
        .toList();
  }

  private static List<String> mixed(Rendering rendering) {
    List<JsonNode> with = withCertificate(rendering);
    return with.isEmpty()
        ? List.of()
        : rendering.all("Deployment").stream()
            .filter(one -> !with.contains(one))
            .map(Rendering::id)
            .toList();
  }

  private static List<String> probes(Rendering rendering) {
    List<String> faults = new ArrayList<>();
    for (JsonNode deployment : withCertificate(rendering)) {
      for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
        String scheme = deployment.at(CONTAINER + "/" + probe + "/httpGet/scheme").asText();
        if (!scheme.equals("HTTPS")) {
          faults.add(Rendering.id(deployment) + " " + probe);
        }
      }
    }
    return faults;
  }

  private static List<String> calls(Rendering rendering) {
    List<String> faults = new ArrayList<>();
    for (JsonNode deployment : withCertificate(rendering)) {
      rendering
          .environment(deployment)
          .forEach(
              (name, value) -> {
                if (name.endsWith("_URL") && !value.startsWith("https://")) {
                  faults.add(Rendering.id(deployment) + " " + name);
                }
              });
    }
    return faults;
  }

  private static List<String> outside(Rendering rendering) {
    if (withCertificate(rendering).isEmpty()) {
      return List.of();
    }
    List<String> faults = new ArrayList<>();
    for (JsonNode service : rendering.all("Service")) {
      String name = Rendering.name(service);
      boolean verified =
          rendering.all("BackendTLSPolicy").stream()
              .anyMatch(
                  policy ->
                      policy.at("/spec/targetRefs/0/name").asText().equals(name)
                          && policy.at("/spec/validation/hostname").asText().equals(name));
      if (!service.at("/spec/ports/0/appProtocol").asText().equals("https") || !verified) {
        faults.add(Rendering.id(service));
      }
    }
    for (JsonNode monitor : rendering.all("PodMonitor")) {
      JsonNode endpoint = monitor.at("/spec/podMetricsEndpoints/0");
      boolean ours = endpoint.path("port").asText().equals("http");
      boolean verified =
          endpoint.path("scheme").asText().equals("https")
              && endpoint.at("/tlsConfig/ca").isObject()
              && !endpoint.at("/tlsConfig/insecureSkipVerify").asBoolean();
      if (ours && !verified) {
        faults.add(Rendering.id(monitor));
      }
    }
    return faults;
  }

  private static List<String> shared(Rendering rendering) {
    Set<String> ofServices = new HashSet<>();
    List<String> faults = new ArrayList<>();
    for (JsonNode deployment : withCertificate(rendering)) {
      if (!isWorker(deployment)) {
        ofServices.add(secret(deployment));
      }
    }
    for (JsonNode deployment : withCertificate(rendering)) {
      if (isWorker(deployment) && ofServices.contains(secret(deployment))) {
        faults.add(Rendering.id(deployment));
      }
    }
    return faults;
  }

  private static boolean isWorker(JsonNode deployment) {
    return deployment.at("/spec/template/metadata/labels").has("verdict.dev/pool");
  }

  private static String secret(JsonNode deployment) {
    for (JsonNode volume : deployment.at(POD + "/volumes")) {
      if (volume.path("name").asText().equals("tls")) {
        return volume.at("/secret/secretName").asText();
      }
    }
    throw new AssertionError(Rendering.id(deployment) + ": no volume tls");
  }
}
