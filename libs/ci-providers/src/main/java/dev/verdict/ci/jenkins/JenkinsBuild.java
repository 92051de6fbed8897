package dev.verdict.ci.jenkins;

import dev.verdict.plugin.ci.http.Encoding;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which build is meant: {@code 12} or {@code lastBuild} of the job of the settings, {@code
 * team/app#12}, or the URL of a build, whose host does not count: it may be another name of the
 * same Jenkins.
 *
 * @param path below the base, encoded
 */
record JenkinsBuild(String path) {
  private static final String NUMBER = "(\\d+|last\\w*Build)";
  private static final Pattern ALONE = Pattern.compile(NUMBER);
  private static final Pattern WITH_JOB = Pattern.compile("(.+)#" + NUMBER);
  private static final Pattern URL =
      Pattern.compile("https?://[^/]+(?:/.*?)??((?:/job/[^/?#]+)+/" + NUMBER + ")/?");
  private static final Pattern PULL_REQUEST = Pattern.compile(".*/job/PR-(\\d+)/\\w+");

  /** Segments that a server would take for a way up. */
  private static final Pattern WAY_UP = Pattern.compile("(?i).*/(\\.|%2e){1,2}/.*");

  static Optional<JenkinsBuild> parse(String id, Optional<String> job) {
    return named(id, job).filter(build -> !WAY_UP.matcher(build.path()).matches());
  }

  private static Optional<JenkinsBuild> named(String id, Optional<String> job) {
    Matcher url = URL.matcher(id);
    if (url.matches()) {
      return Optional.of(new JenkinsBuild(url.group(1)));
    }
    Matcher withJob = WITH_JOB.matcher(id);
    if (withJob.matches()) {
      return Optional.of(of(withJob.group(1), withJob.group(2)));
    }
    return ALONE.matcher(id).matches() ? job.map(name -> of(name, id)) : Optional.empty();
  }

  private static JenkinsBuild of(String job, String number) {
    return new JenkinsBuild(job(job) + "/" + number);
  }

  /** Folders and the job; a branch in it is encoded already, and is so once more. */
  static String job(String name) {
    return Arrays.stream(name.split("/", -1))
        .filter(each -> !each.isEmpty())
        .map(each -> "/job/" + Encoding.segment(each))
        .collect(Collectors.joining());
  }

  /** Whether the job is this one, or a branch of it or a job in it. */
  boolean isOf(String job) {
    List<String> mine = segments(path);
    List<String> its = segments(job(job));
    return its.size() < mine.size() && mine.subList(0, its.size()).equals(its);
  }

  private static List<String> segments(String path) {
    return Arrays.stream(path.split("/", -1)).map(JenkinsBuild::decoded).toList();
  }

  private static String decoded(String segment) {
    try {
      return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return segment;
    }
  }

  String artifact(String relativePath) {
    return path + "/artifact/" + Encoding.path(relativePath);
  }

  /** Where the job is one that Jenkins has made for a pull request. */
  Optional<String> pullRequest() {
    Matcher matcher = PULL_REQUEST.matcher(path);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
