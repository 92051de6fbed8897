package dev.verdict.testkit.webhook;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Bodies that no CI system sends. */
final class HostileBodies {
  private static final int DEEP = 100_000;
  private static final int MANY = 2_000_000;

  private HostileBodies() {}

  static Map<String, byte[]> all() {
    Map<String, byte[]> bodies = new LinkedHashMap<>();
    text(bodies, "nothing", "");
    text(bodies, "whitespace", " \n\t ");
    text(bodies, "null", "null");
    text(bodies, "a list", "[]");
    text(bodies, "a text", "\"text\"");
    text(bodies, "a number", "12");
    text(bodies, "no JSON", "it works");
    text(bodies, "XML", "<?xml version=\"1.0\"?><build/>");
    text(bodies, "an empty object", "{}");
    text(bodies, "an object that does not end", "{\"a\":1");
    text(bodies, "two objects", "{} {}");
    text(bodies, "a name without quotes", "{a:1}");
    text(bodies, "not a number", "{\"a\":NaN}");
    text(bodies, "a number of 100,000 digits", "{\"a\":" + "9".repeat(DEEP) + "}");
    text(bodies, "a fraction of 100,000 digits", "{\"a\":0." + "9".repeat(DEEP) + "}");
    text(bodies, "100,000 lists in each other", "{\"a\":" + "[".repeat(DEEP));
    text(bodies, "100,000 objects in each other", "{\"a\":".repeat(DEEP));
    text(bodies, "200 lists in each other", "{\"a\":" + "[".repeat(200) + "]".repeat(200) + "}");
    text(bodies, "two million empty lists", "{\"a\":[" + "[],".repeat(MANY) + "[]]}");
    text(bodies, "a % without digits", "payload=%zz");
    text(bodies, "a form without payload", "a=b&c=d");
    bodies.put("a name that is no UTF-8", bytes("{\"", 0xff, "\":1}"));
    bodies.put("a text that is no UTF-8", bytes("{\"eventType\":\"", 0xc3, "(\"}"));
    bodies.put("an overlong character", bytes("{\"a\":\"", 0xc0, "\u0080\"}"));
    bodies.put("UTF-16", "{\"a\":1}".getBytes(StandardCharsets.UTF_16));
    bodies.put("zeros", new byte[DEEP]);
    return bodies;
  }

  private static void text(Map<String, byte[]> bodies, String name, String body) {
    bodies.put(name, body.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] bytes(String before, int octet, String after) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(before.getBytes(StandardCharsets.UTF_8));
    bytes.write(octet);
    bytes.writeBytes(after.getBytes(StandardCharsets.UTF_8));
    return bytes.toByteArray();
  }
}
