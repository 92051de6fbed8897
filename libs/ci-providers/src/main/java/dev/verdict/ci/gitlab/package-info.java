/** GitLab, gitlab.com and self-managed: commit statuses, notes, artifacts of jobs, packages. */
@NullMarked
package dev.verdict.ci.gitlab;

import org.jspecify.annotations.NullMarked;
