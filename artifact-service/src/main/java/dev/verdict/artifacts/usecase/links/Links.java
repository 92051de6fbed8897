package dev.verdict.artifacts.usecase.links;

import dev.verdict.artifacts.usecase.links.GatherLinks.OwnFiles;
import java.time.Clock;

/**
 * The ways to files that share what was learnt: by name, by permalink, and all of a run together.
 */
public record Links(ResolveLinks resolve, FollowLink follow, GatherLinks gather, FilesAtCi atCi) {
  /**
   * What they need.
   *
   * @param book of files at CI systems
   */
  public record Needs(
      CiSystems systems,
      RunBook runs,
      RemoteBook book,
      OwnCopies store,
      OwnFiles files,
      KeptCopies copies) {}

  public static Links of(Needs needs, LinkRules rules, LinkMeters meters, Clock clock) {
    AtProviders providers = new AtProviders(needs.systems(), needs.book(), rules, clock, meters);
    return new Links(
        new ResolveLinks(needs, providers, rules, clock),
        new FollowLink(needs, providers, rules, clock),
        new GatherLinks(needs, providers, rules, clock),
        new FilesAtCi(needs.runs(), needs.book(), needs.systems(), providers));
  }
}
