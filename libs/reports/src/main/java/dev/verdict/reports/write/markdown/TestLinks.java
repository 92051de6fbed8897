package dev.verdict.reports.write.markdown;

import dev.verdict.contract.api.TestView;
import java.util.List;
import java.util.Optional;

/** Where more stands on a test, beside its log. */
@FunctionalInterface
public interface TestLinks {
  TestLinks NONE = test -> List.of();

  /** A link with a name of ours. */
  record Link(String name, String address) {}

  List<Link> of(TestView test);

  /** The page of the run; without one it is the link that the report itself has. */
  default Optional<String> ofRun(String run) {
    return Optional.empty();
  }
}
