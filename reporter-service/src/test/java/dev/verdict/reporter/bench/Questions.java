package dev.verdict.reporter.bench;

import dev.verdict.embedded.PostgresAccess;
import dev.verdict.reporter.RunningReporter;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;

/** The questions, each asked many times with other values, one at a time. */
final class Questions {
  private Questions() {}

  static void ask(RunningReporter reporter, PostgresAccess access, int times, PrintStream out)
      throws SQLException {
    List<String> latest = column(access, "SELECT run_id FROM reporter.run_gates LIMIT 500");
    List<String> commits =
        column(access, "SELECT DISTINCT commit_sha FROM reporter.test_runs LIMIT 500");
    List<String> branches =
        column(access, "SELECT DISTINCT branch FROM reporter.test_runs LIMIT 300");
    Random random = new Random(1);
    Map<String, IntFunction<String>> questions = new LinkedHashMap<>();
    questions.put("runs of a branch", n -> "history?limit=50&branch=" + one(branches, random));
    questions.put("runs of main", n -> "history?limit=50&branch=main&project=shop");
    questions.put("runs of a commit", n -> "history?commit_sha=" + one(commits, random));
    questions.put(
        "runs of a day",
        n -> "history?limit=50&since=" + java.time.LocalDate.now().minusDays(random.nextInt(60)));
    questions.put("one test over time", n -> "history/tests?limit=100&test_id=" + test(random));
    questions.put(
        "one test on main", n -> "history/tests?limit=100&branch=main&test_id=" + test(random));
    questions.put("a metric", n -> "metrics?limit=100&metric_name=execution_time");
    questions.put("comparison of a run", n -> "runs/" + one(latest, random) + "/comparison");
    questions.put("gate of a run", n -> "runs/" + one(latest, random) + "/gate");
    questions.put(
        "failures of a run", n -> "failures?depth=comprehensive&run_id=" + one(latest, random));
    questions.put("failures of main", n -> "failures?limit=50&branch=main");
    questions.put("failures of all", n -> "failures?limit=50&depth=comprehensive");
    questions.put("flaky tests", n -> "flaky?limit=100&min_probability=0");
    questions.put(
        "trend by branch", n -> "trends?metric_name=execution_time&grouping=branch&limit=10");
    questions.put("trend by hardware", n -> "trends?metric_name=memory_usage&grouping=hardware");
    questions.put("trend of a test", n -> "trends?grouping=task_type&test_id=" + test(random));
    double worst = 0;
    for (Map.Entry<String, IntFunction<String>> question : questions.entrySet()) {
      double p95 = ask(reporter, question.getKey(), question.getValue(), times, out);
      worst = Math.max(worst, p95);
    }
    out.printf("worst p95 %.0f ms (target 100 ms)%n", worst);
  }

  private static double ask(
      RunningReporter reporter,
      String name,
      IntFunction<String> question,
      int times,
      PrintStream out) {
    double[] millis = new double[times];
    for (int n = -10; n < times; n++) {
      String path = "/api/v1/" + question.apply(n);
      long start = System.nanoTime();
      HttpResponse<String> answer = reporter.get(path);
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
      }
      // The first ten warm up.
      millis[Math.max(0, n)] = HistoryBenchmark.since(start) * 1000;
    }
    Arrays.sort(millis);
    double p95 = millis[(int) Math.ceil(times * 0.95) - 1];
    out.printf("%-22s p50 %6.1f ms   p95 %6.1f ms%n", name, millis[times / 2], p95);
    return p95;
  }

  private static String test(Random random) {
    int n = 1 + random.nextInt(100);
    String suite = random.nextBoolean() ? "unit" : "integration";
    return "tests/" + suite + "/test_" + n % 10 + ".py::test_" + n;
  }

  private static String one(List<String> values, Random random) {
    return values.get(random.nextInt(values.size()));
  }

  private static List<String> column(PostgresAccess access, String query) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(access.jdbcUrl(), access.user(), access.password());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values;
    }
  }
}
