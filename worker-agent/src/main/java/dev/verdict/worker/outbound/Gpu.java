package dev.verdict.worker.outbound;

import dev.verdict.plugin.runner.Command;
import dev.verdict.runners.process.CapturedRun;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A graphics card, as NVIDIA's tool tells it.
 *
 * @param memory in megabytes
 */
record Gpu(long memory, String name) {
  private static final Logger LOG = LoggerFactory.getLogger(Gpu.class);
  private static final Duration WITHIN = Duration.ofSeconds(5);
  private static final Pattern LINE = Pattern.compile("\\s*(\\d+)\\s*MiB\\s*,\\s*(.+?)\\s*");

  /** Empty where the tool is not there, which is the usual case. */
  static List<Gpu> detect() {
    Command command =
        new Command(
            List.of("nvidia-smi", "--query-gpu=memory.total,name", "--format=csv"),
            Path.of("/"),
            Map.of());
    try {
      CapturedRun run = CapturedRun.of(command, Map.of("PATH", path()), WITHIN, 64 * 1024);
      return run.output().exitCode() == 0 ? parse(run.output().standardOutput()) : List.of();
    } catch (IOException notThere) {
      LOG.debug("no graphics card: {}", notThere.getMessage());
      return List.of();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }

  /** The first line names the columns and is no card. */
  static List<Gpu> parse(String csv) {
    List<Gpu> gpus = new ArrayList<>();
    for (String line : csv.split("\\R")) {
      Matcher matcher = LINE.matcher(line);
      if (matcher.matches()) {
        gpus.add(new Gpu(Long.parseLong(matcher.group(1)), matcher.group(2)));
      }
    }
    return gpus;
  }

  private static String path() {
    return "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/usr/local/nvidia/bin";
  }
}
