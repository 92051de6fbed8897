/** Azure DevOps, Services and Server: test runs, statuses, threads of pull requests, artifacts. */
@NullMarked
package dev.verdict.ci.azure;

import org.jspecify.annotations.NullMarked;
