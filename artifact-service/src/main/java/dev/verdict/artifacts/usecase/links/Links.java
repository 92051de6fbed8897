package dev.verdict.artifacts.usecase.links;

import java.time.Clock;

/** Both ways to a file that share what was learnt: by its name, and by its permalink. */
public record Links(ResolveLinks resolve, FollowLink follow) {
  /**
   * What they need.
   *
   * @param book of files at CI systems
   */
  public record Needs(CiSystems systems, RunBook runs, RemoteBook book, OwnCopies store) {}

  public static Links of(Needs needs, LinkRules rules, LinkMeters meters, Clock clock) {
    AtProviders providers = new AtProviders(needs.systems(), needs.book(), rules, clock, meters);
    return new Links(
        new ResolveLinks(needs.runs(), needs.store(), providers, rules, clock),
        new FollowLink(
            needs.book(), needs.runs(), needs.store(), needs.systems(), providers, rules, clock));
  }
}
