/** CircleCI: workflows, pipelines, jobs and their artifacts, by version 2 of its API. */
@NullMarked
package dev.verdict.ci.circleci;

import org.jspecify.annotations.NullMarked;
