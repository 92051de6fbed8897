package dev.verdict.runners;

/** How many files go into the next task, when so many are left. */
@FunctionalInterface
public interface GroupSizes {
  int next(int left);

  /** Always as many. */
  static GroupSizes of(int files) {
    return left -> files;
  }

  /**
   * Large ones first and ever smaller ones towards the end, so that the start of the tool is paid
   * seldom and the workers finish at nearly the same time. Few files stay alone: then there is
   * nothing to gain.
   *
   * @param files all that there are
   * @param slots how many tasks run at a time
   */
  static GroupSizes shrinking(int files, int slots) {
    if (files <= 2 * slots) {
      return of(1);
    }
    int least = Math.ceilDiv(files, 12 * slots);
    return left -> Math.max(least, Math.ceilDiv(left, 2 * slots));
  }
}
