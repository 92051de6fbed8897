package dev.verdict.tests.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdict.embedded.FreePorts;
import dev.verdict.testkit.tls.SelfSigned;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * A broker as Strimzi would make it of the manifests: clients show certificates and may do what
 * their KafkaUser says. A second listener, for the test alone, is where topics and rights are made.
 */
final class SecuredBroker implements AutoCloseable {
  private static final int SECONDS = 120;

  private final Process process;
  private final List<Integer> ports;

  private SecuredBroker(Process process, List<Integer> ports) {
    this.process = process;
    this.ports = ports;
  }

  static SecuredBroker start(Path directory, SelfSigned server, Collection<SelfSigned> users)
      throws Exception {
    List<Integer> ports = FreePorts.several(3);
    StringBuilder trusted = new StringBuilder();
    users.forEach(user -> trusted.append(user.certificate()));
    Path trust = Files.writeString(directory.resolve("users.pem"), trusted);
    Path config = directory.resolve("server.properties");
    List<String> lines = new ArrayList<>();
    settings(directory, ports, server, trust).forEach((key, value) -> lines.add(key + "=" + value));
    Files.write(config, lines);
    Process format =
        java(
            directory,
            "kafka.tools.StorageTool",
            "format",
            "-t",
            Uuid.randomUuid().toString(),
            "-c",
            config.toString());
    if (!format.waitFor(SECONDS, TimeUnit.SECONDS) || format.exitValue() != 0) {
      throw new IOException(Files.readString(directory.resolve("broker.log")));
    }
    SecuredBroker broker =
        new SecuredBroker(java(directory, "kafka.Kafka", config.toString()), ports);
    try {
      broker.obey(Rendering.of("production"));
      return broker;
    } catch (Exception e) {
      broker.close();
      throw new IOException(Files.readString(directory.resolve("broker.log")), e);
    }
  }

  String bootstrapServers() {
    return "127.0.0.1:" + ports.get(1);
  }

  private static Map<String, String> settings(
      Path directory, List<Integer> ports, SelfSigned server, Path trust) {
    Map<String, String> all = new HashMap<>();
    all.put("process.roles", "broker,controller");
    all.put("node.id", "1");
    all.put("log.dirs", directory.resolve("kafka").toString());
    String open = "ADMIN://127.0.0.1:" + ports.get(0) + ",TLS://127.0.0.1:" + ports.get(1);
    all.put("listeners", open + ",CONTROLLER://127.0.0.1:" + ports.get(2));
    all.put("advertised.listeners", open);
    all.put("listener.security.protocol.map", "ADMIN:PLAINTEXT,TLS:SSL,CONTROLLER:PLAINTEXT");
    all.put("inter.broker.listener.name", "ADMIN");
    all.put("controller.listener.names", "CONTROLLER");
    all.put("controller.quorum.voters", "1@127.0.0.1:" + ports.get(2));
    all.put("auto.create.topics.enable", "false");
    all.put("offsets.topic.replication.factor", "1");
    all.put("offsets.topic.num.partitions", "1");
    all.put("transaction.state.log.replication.factor", "1");
    all.put("transaction.state.log.min.isr", "1");
    all.put("group.initial.rebalance.delay.ms", "0");
    all.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
    all.put("super.users", "User:ANONYMOUS");
    String tls = "listener.name.tls.ssl.";
    all.put(tls + "client.auth", "required");
    all.put(tls + "keystore.type", "PKCS12");
    all.put(tls + "keystore.location", server.store().toString());
    all.put(tls + "keystore.password", SelfSigned.PASSWORD);
    all.put(tls + "truststore.type", "PEM");
    all.put(tls + "truststore.location", trust.toString());
    return all;
  }

  private static Process java(Path directory, String main, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(
        List.of("-Dlogback.configurationFile=dev/verdict/testkit/backing/broker-logback.xml"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(directory.resolve("broker.log").toFile()))
        .start();
  }

  /** What Strimzi's operators do with the objects of the rendering. */
  private void obey(Rendering rendering) throws Exception {
    Map<String, Object> how =
        Map.of(
            "bootstrap.servers",
            "127.0.0.1:" + ports.get(0),
            "default.api.timeout.ms",
            Integer.toString(SECONDS * 1000));
    try (Admin admin = Admin.create(how)) {
      List<NewTopic> topics = new ArrayList<>();
      for (JsonNode topic : rendering.all("KafkaTopic")) {
        Map<String, String> config = new HashMap<>();
        topic
            .at("/spec/config")
            .properties()
            .forEach(entry -> config.put(entry.getKey(), entry.getValue().asText()));
        int partitions = topic.at("/spec/partitions").asInt();
        topics.add(
            new NewTopic(Rendering.name(topic), Optional.of(partitions), Optional.empty())
                .configs(config));
      }
      admin.createTopics(topics).all().get(SECONDS, TimeUnit.SECONDS);
      admin.createAcls(rights(rendering)).all().get(SECONDS, TimeUnit.SECONDS);
    }
  }

  private static List<AclBinding> rights(Rendering rendering) {
    List<AclBinding> rights = new ArrayList<>();
    for (JsonNode user : rendering.all("KafkaUser")) {
      for (JsonNode acl : user.at("/spec/authorization/acls")) {
        JsonNode resource = acl.path("resource");
        ResourcePattern pattern =
            new ResourcePattern(
                ResourceType.valueOf(word(resource.path("type"))),
                resource.path("name").asText(),
                PatternType.valueOf(word(resource.path("patternType"))));
        for (JsonNode operation : acl.path("operations")) {
          rights.add(
              new AclBinding(
                  pattern,
                  new AccessControlEntry(
                      "User:CN=" + Rendering.name(user),
                      "*",
                      AclOperation.valueOf(word(operation)),
                      AclPermissionType.ALLOW)));
        }
      }
    }
    return rights;
  }

  private static String word(JsonNode node) {
    return node.asText().toUpperCase(Locale.ROOT);
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
