package dev.verdict.cli.command;

import dev.verdict.cli.ExitCodes;
import dev.verdict.cli.WrongUsage;
import dev.verdict.contract.Json;
import dev.verdict.reports.message.Change;
import dev.verdict.reports.message.DiscordMessage;
import dev.verdict.reports.message.GitHubMessage;
import dev.verdict.reports.message.Limits;
import dev.verdict.reports.message.MailMessageText;
import dev.verdict.reports.message.Message;
import dev.verdict.reports.message.RunNews;
import dev.verdict.reports.message.Samples;
import dev.verdict.reports.message.SlackMessage;
import dev.verdict.reports.message.TeamsMessage;
import dev.verdict.reports.message.Template;
import dev.verdict.reports.message.Wording;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Collections;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code verdict notify}. */
@Command(
    name = "notify",
    mixinStandardHelpOptions = true,
    description = "What people are told when runs end.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = NotifyCommand.Preview.class)
final class NotifyCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "which command?");
  }

  /** {@code verdict notify preview}: exactly what would be sent, and sends nothing. */
  @Command(
      name = "preview",
      mixinStandardHelpOptions = true,
      description = "Shows a message as a channel would get it. Sends nothing.")
  static final class Preview implements Callable<Integer> {
    private static final String REPORT = "https://verdict.example.org/api/v1/runs/1/report";
    private static final int MOST_RUNS = 100;

    enum Channel {
      EMAIL,
      SLACK,
      TEAMS,
      DISCORD,
      GITHUB
    }

    @Spec private CommandSpec spec;

    @Option(names = "--channel", required = true, description = "${COMPLETION-CANDIDATES}.")
    private Channel channel = Channel.EMAIL;

    @Option(
        names = "--event",
        paramLabel = "NAME",
        defaultValue = "first_failure",
        description =
            "first_failure still_failing fixed success quarantine_broken quarantine_released"
                + " (default: ${DEFAULT-VALUE}).")
    private String event = "first_failure";

    @Option(
        names = "--template",
        paramLabel = "NAME",
        defaultValue = "default",
        description =
            "minimal default detailed, or a text with {{suite}} and the like (default:"
                + " ${DEFAULT-VALUE}).")
    private String template = "default";

    @Option(
        names = "--runs",
        paramLabel = "N",
        defaultValue = "1",
        description = "How many runs become one message (default: ${DEFAULT-VALUE}).")
    private int runs = 1;

    @Option(names = "--html", description = "The HTML of a mail instead of its text.")
    private boolean html;

    @Override
    public Integer call() {
      Bounds.check("--runs", runs, 1, MOST_RUNS);
      RunNews sample = Samples.run(change(), REPORT, Instant.now());
      Message message = Wording.of(Collections.nCopies(runs, sample), chosen());
      PrintWriter out = spec.commandLine().getOut();
      out.println(
          switch (channel) {
            case EMAIL -> mail(MailMessageText.of(message));
            case SLACK -> indented(SlackMessage.of(message));
            case TEAMS -> indented(TeamsMessage.of(message));
            case DISCORD -> indented(DiscordMessage.of(message));
            case GITHUB -> GitHubMessage.of(message, Limits.GITHUB.characters()).strip();
          });
      return ExitCodes.ALL_PASSED;
    }

    private Change change() {
      try {
        return Change.of(event.toLowerCase(Locale.ROOT));
      } catch (IllegalArgumentException e) {
        throw new WrongUsage(
            "--event: "
                + event
                + " (expected: first_failure, still_failing, fixed, success, quarantine_broken,"
                + " quarantine_released)");
      }
    }

    private Template chosen() {
      try {
        return Template.of(template);
      } catch (IllegalArgumentException e) {
        throw new WrongUsage("--template: " + template + " (expected: " + e.getMessage() + ")");
      }
    }

    private String mail(MailMessageText mail) {
      return html ? mail.html() : "Subject: " + mail.subject() + "\n\n" + mail.text();
    }

    private static String indented(String json) {
      return Json.tree(json.getBytes(java.nio.charset.StandardCharsets.UTF_8)).toPrettyString();
    }
  }
}
