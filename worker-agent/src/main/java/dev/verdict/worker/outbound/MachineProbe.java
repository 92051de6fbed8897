package dev.verdict.worker.outbound;

import dev.verdict.contract.api.Requirements;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What this machine has to offer, as far as it can be told without asking anybody. */
public final class MachineProbe {
  private static final long MEBI = 1024 * 1024;

  private MachineProbe() {}

  public static Requirements detect() {
    List<Gpu> gpus = Gpu.detect();
    Map<String, String> labels = new TreeMap<>();
    labels.put("os", os(System.getProperty("os.name", "")));
    labels.put("arch", arch(System.getProperty("os.arch", "")));
    List<String> hardware = new ArrayList<>();
    long gpuMemory = 0;
    for (Gpu gpu : gpus) {
      // A task runs on one of them, so what counts is the largest and not the sum.
      gpuMemory = Math.max(gpuMemory, gpu.memory());
      labels.put("gpu", gpu.name());
    }
    if (!gpus.isEmpty()) {
      hardware.add("cuda");
    }
    return new Requirements(
        Runtime.getRuntime().availableProcessors(), memory(), gpuMemory, hardware, labels);
  }

  /** Of the container, where there is one. */
  private static long memory() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean machine
        ? machine.getTotalMemorySize() / MEBI
        : Runtime.getRuntime().maxMemory() / MEBI;
  }

  static String os(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.contains("mac") || lower.contains("darwin")) {
      return "macos";
    }
    return lower.startsWith("windows") ? "windows" : lower.replace(' ', '-');
  }

  static String arch(String name) {
    return switch (name) {
      case "amd64", "x86_64" -> "amd64";
      case "aarch64", "arm64" -> "arm64";
      default -> name;
    };
  }
}
