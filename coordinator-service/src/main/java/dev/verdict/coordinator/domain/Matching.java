package dev.verdict.coordinator.domain;

import dev.verdict.contract.api.Requirements;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Whether a worker can run a kind of task: ever, with all of it free, or now, with what is free.
 */
public final class Matching {
  private Matching() {}

  /** What a kind of task needs. */
  public record Need(String type, Requirements requirements) {}

  /** What a worker has, or has free. */
  public record Offer(List<String> types, Requirements capabilities) {}

  public static boolean fits(Need need, Offer offer) {
    return lacks(need, offer).isEmpty();
  }

  /** What is missing, each as a sentence; empty when it fits. */
  public static List<String> lacks(Need need, Offer offer) {
    List<String> lacks = new ArrayList<>();
    Requirements wants = need.requirements();
    Requirements has = offer.capabilities();
    if (!offer.types().contains(need.type())) {
      lacks.add("type: " + need.type() + " (it runs: " + String.join(", ", offer.types()) + ")");
    }
    if (wants.cpu() > has.cpu()) {
      lacks.add("cpu: " + wants.cpu() + " (it has: " + has.cpu() + ")");
    }
    if (wants.memory() > has.memory()) {
      lacks.add("memory: " + wants.memory() + " MB (it has: " + has.memory() + " MB)");
    }
    if (wants.gpuMemory() > has.gpuMemory()) {
      lacks.add("gpu_memory: " + wants.gpuMemory() + " MB (it has: " + has.gpuMemory() + " MB)");
    }
    for (String hardware : wants.hardware()) {
      if (!has.hardware().contains(hardware)) {
        lacks.add("hardware: " + hardware + " (it has: " + words(has.hardware()) + ")");
      }
    }
    for (Map.Entry<String, String> label : wants.labels().entrySet()) {
      String value = has.labels().get(label.getKey());
      if (!label.getValue().equals(value)) {
        lacks.add(
            "label "
                + label.getKey()
                + ": "
                + label.getValue()
                + " (it has: "
                + (value == null ? "none" : value)
                + ")");
      }
    }
    return lacks;
  }

  /**
   * What is left of an offer when something that fits it runs there. Hardware and labels are
   * shared.
   */
  public static Offer minus(Offer offer, Requirements used) {
    Requirements has = offer.capabilities();
    return new Offer(
        offer.types(),
        new Requirements(
            has.cpu() - used.cpu(),
            has.memory() - used.memory(),
            has.gpuMemory() - used.gpuMemory(),
            has.hardware(),
            has.labels()));
  }

  private static String words(List<String> list) {
    return list.isEmpty() ? "none" : String.join(", ", list);
  }
}
