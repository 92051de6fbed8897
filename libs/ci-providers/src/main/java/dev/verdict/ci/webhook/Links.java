package dev.verdict.ci.webhook;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Links in webhooks, which are shown to people and cloned from. */
public final class Links {
  private static final int LONGEST = 2_000;
  private static final Pattern WITH_SCHEME = Pattern.compile("[a-z+]+://(?:[^/@]*@)?[^/]+/+(.+)");
  private static final Pattern LIKE_SCP = Pattern.compile("[^/@:]+@[^/@:]+:/*(.+)");

  private Links() {}

  /** Null if it is not of the web; without user and password, if it has any. */
  public static @Nullable URI read(@Nullable String text) {
    if (text == null || text.length() > LONGEST) {
      return null;
    }
    try {
      URI uri = new URI(text.strip());
      boolean ofTheWeb = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
      if (!ofTheWeb || uri.getHost() == null) {
        return null;
      }
      String user = uri.getRawUserInfo();
      return user == null
          ? uri
          : new URI(uri.toString().replaceFirst(Pattern.quote(user + "@"), ""));
    } catch (URISyntaxException unreadable) {
      return null;
    }
  }

  /** What a repository is called at its host, by where it is cloned from. */
  public static Optional<String> repository(@Nullable String cloneUrl) {
    if (cloneUrl == null || cloneUrl.length() > LONGEST) {
      return Optional.empty();
    }
    for (Pattern form : new Pattern[] {WITH_SCHEME, LIKE_SCP}) {
      Matcher matcher = form.matcher(cloneUrl.strip());
      if (matcher.matches()) {
        return Optional.of(plain(matcher.group(1))).filter(name -> !name.isBlank());
      }
    }
    return Optional.empty();
  }

  /** Azure DevOps has {@code organization/project/_git/name}, and we call that project/name. */
  private static String plain(String path) {
    String whole = path.replaceFirst("[?#].*", "").replaceFirst("/+$", "");
    String name = whole.endsWith(".git") ? whole.substring(0, whole.length() - 4) : whole;
    Matcher azure = Pattern.compile("(?:.*/)?([^/]+)/_git/([^/]+)").matcher(name);
    return azure.matches() ? azure.group(1) + "/" + azure.group(2) : name;
  }
}
