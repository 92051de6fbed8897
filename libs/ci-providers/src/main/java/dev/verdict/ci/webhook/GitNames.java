package dev.verdict.ci.webhook;

import dev.verdict.plugin.webhook.UnreadableWebhook;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names that will stand in commands of git: commits, branches, tags. What git would never accept is
 * no name, and above all none that begins like an option.
 */
public final class GitNames {
  private static final Pattern SHA = Pattern.compile("[0-9a-fA-F]{7,64}");
  private static final Pattern NONE = Pattern.compile("0{7,64}");
  private static final Pattern NO_REF =
      Pattern.compile(
          ".*([\\p{Cntrl} ~^:?*\\[\\\\]|\\.\\.|@\\{|//).*|[-/.].*|.*[/.]|", Pattern.DOTALL);
  private static final int LONGEST_REF = 1_000;
  private static final String HEADS = "refs/heads/";
  private static final String TAGS = "refs/tags/";

  private GitNames() {}

  /** Of a commit; empty if it is nothing but zeros, with which all say that there is none. */
  public static String sha(Payload at, String name) {
    String sha = at.text(name);
    if (!SHA.matcher(sha).matches()) {
      throw at.wrong(name, "the id of a commit");
    }
    return NONE.matcher(sha).matches() ? "" : sha.toLowerCase(Locale.ROOT);
  }

  /** Null if it is absent, or says that there is none. */
  public static @Nullable String shaOrNull(Payload at, String name) {
    String said = at.textOrNull(name);
    String sha = said == null || said.isEmpty() ? "" : sha(at, name);
    return sha.isEmpty() ? null : sha;
  }

  /** A branch, a tag, or either in full. */
  public static String ref(Payload at, String name) {
    String ref = at.text(name);
    if (!isRef(ref)) {
      throw at.wrong(name, "a name that git accepts");
    }
    return ref;
  }

  public static boolean isRef(String text) {
    return text.length() <= LONGEST_REF && !NO_REF.matcher(text).matches();
  }

  public static @Nullable String branch(String ref) {
    return ref.startsWith(HEADS) ? ref.substring(HEADS.length()) : null;
  }

  public static @Nullable String tag(String ref) {
    return ref.startsWith(TAGS) ? ref.substring(TAGS.length()) : null;
  }

  /** The name alone, whether it was given in full or not. */
  public static String shortBranch(String ref) {
    String branch = branch(ref);
    return branch == null ? ref : branch;
  }

  public static String headsRef(String branch) {
    return HEADS + branch;
  }

  public static String tagsRef(String tag) {
    return TAGS + tag;
  }

  /** What a repository is called: at its host it stands in paths of URLs. */
  public static String repository(Payload at, String name) {
    String repository = at.text(name);
    if (repository.length() > 400 || repository.chars().anyMatch(Character::isISOControl)) {
      throw new UnreadableWebhook(name, repository, "the name of a repository");
    }
    return repository;
  }
}
