package dev.verdict.reporter;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdict.contract.Json;
import dev.verdict.reporter.domain.notify.NotificationRule;
import dev.verdict.reports.message.Change;
import dev.verdict.reports.message.Template;
import dev.verdict.runtime.settings.SettingsReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** {@code notifications.rules}, a list in the file; without it one rule for all channels. */
final class NotificationRules {
  private static final String KEY = "notifications.rules";
  private static final int MOST = 100;
  private static final Set<String> FIELDS =
      Set.of(
          "name",
          "channels",
          "events",
          "projects",
          "branches",
          "suites",
          "owners",
          "recipients",
          "template");
  private static final String EVENTS =
      "some of failure, first_failure, still_failing, fixed, success, quarantine,"
          + " quarantine_broken, quarantine_released, all";

  private final SettingsReader reader;
  private final List<String> channels;
  private final Set<Change> usual;
  private final Template template;
  private final Set<String> names = new HashSet<>();

  private NotificationRules(
      SettingsReader reader, List<String> channels, Set<Change> usual, Template template) {
    this.reader = reader;
    this.channels = channels;
    this.usual = usual;
    this.template = template;
  }

  static List<NotificationRule> read(
      SettingsReader reader, List<String> channels, boolean failuresOnly, Template template) {
    Set<Change> usual =
        failuresOnly
            ? EnumSet.of(Change.FIRST_FAILURE, Change.STILL_FAILING, Change.QUARANTINE_BROKEN)
            : EnumSet.allOf(Change.class);
    NotificationRules rules = new NotificationRules(reader, channels, usual, template);
    return reader.structure(KEY).map(rules::parsed).orElseGet(rules::one);
  }

  private List<NotificationRule> one() {
    List<String> any = List.of();
    return List.of(
        new NotificationRule("default", channels, usual, any, any, any, any, any, template));
  }

  private List<NotificationRule> parsed(String text) {
    List<NotificationRule> rules = new ArrayList<>();
    JsonNode list;
    try {
      list = Json.tree(text.getBytes(StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      reader.mistake(KEY, null, "a list of rules");
      return rules;
    }
    if (!list.isArray() || list.size() > MOST) {
      reader.mistake(KEY, null, "a list of at most " + MOST + " rules");
      return rules;
    }
    for (JsonNode node : list) {
      rules.add(rule(node));
    }
    return rules;
  }

  private NotificationRule rule(JsonNode node) {
    for (Iterator<String> fields = node.fieldNames(); fields.hasNext(); ) {
      String field = fields.next();
      if (!FIELDS.contains(field)) {
        reader.mistake(KEY, field, "fields of a rule: " + new java.util.TreeSet<>(FIELDS));
      }
    }
    String name = node.path("name").asText("");
    if (name.isBlank() || !names.add(name)) {
      reader.mistake(KEY + ".name", name, "a name of its own for each rule");
    }
    List<String> where = node.has("channels") ? texts(node, "channels") : channels;
    for (String channel : where) {
      if (!channels.contains(channel)) {
        reader.mistake(KEY + ".channels", channel, "some of notification_channels: " + channels);
      }
    }
    return new NotificationRule(
        name,
        where,
        events(node),
        texts(node, "projects"),
        texts(node, "branches"),
        texts(node, "suites"),
        texts(node, "owners"),
        texts(node, "recipients"),
        template(node));
  }

  private Set<Change> events(JsonNode node) {
    if (!node.has("events")) {
      return usual;
    }
    Set<Change> events = EnumSet.noneOf(Change.class);
    for (String word : texts(node, "events")) {
      switch (word) {
        case "all" -> events.addAll(EnumSet.allOf(Change.class));
        case "failure" -> events.addAll(EnumSet.of(Change.FIRST_FAILURE, Change.STILL_FAILING));
        case "quarantine" ->
            events.addAll(EnumSet.of(Change.QUARANTINE_BROKEN, Change.QUARANTINE_RELEASED));
        case "first_failure",
            "still_failing",
            "fixed",
            "success",
            "quarantine_broken",
            "quarantine_released" ->
            events.add(Change.of(word));
        default -> reader.mistake(KEY + ".events", word, EVENTS);
      }
    }
    return events;
  }

  private Template template(JsonNode node) {
    if (!node.has("template")) {
      return template;
    }
    String text = node.path("template").asText("");
    try {
      return Template.of(text);
    } catch (IllegalArgumentException e) {
      reader.mistake(KEY + ".template", text, String.valueOf(e.getMessage()));
      return template;
    }
  }

  /** One text may stand for a list of one. */
  private static List<String> texts(JsonNode node, String field) {
    JsonNode value = node.path(field);
    if (value.isTextual()) {
      return List.of(value.textValue());
    }
    List<String> texts = new ArrayList<>();
    value.forEach(one -> texts.add(one.asText()));
    return List.copyOf(texts);
  }
}
