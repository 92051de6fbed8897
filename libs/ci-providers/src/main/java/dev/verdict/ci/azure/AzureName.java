package dev.verdict.ci.azure;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a repository is called: by its name or its id, alone or after its project, or as it is
 * cloned.
 *
 * @param project null where it is not said
 */
record AzureName(@Nullable String project, String repository) {
  private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-\\w{12}");

  /**
   * @param project that it is in where it is called by its name alone
   */
  static AzureName of(String name, @Nullable String project) {
    List<String> parts =
        Arrays.stream(name.split("/", -1)).filter(part -> !part.equals("_git")).toList();
    int last = parts.size() - 1;
    return new AzureName(last == 0 ? project : parts.get(last - 1), parts.get(last));
  }

  /** False if it is certainly another one; a name and an id can be of the same. */
  boolean canBe(AzureName other) {
    boolean projects = project == null || other.project == null || same(project, other.project);
    return projects && same(repository, other.repository);
  }

  private static boolean same(String one, String other) {
    return one.equalsIgnoreCase(other) || isId(one) != isId(other);
  }

  private static boolean isId(String name) {
    return ID.matcher(name).matches();
  }
}
