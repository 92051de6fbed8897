package dev.verdict.plugin.runner;

/** What a finished {@link Command} said. Both streams are cut to a bound by who ran it. */
public record CommandOutput(int exitCode, String standardOutput, String standardError) {}
