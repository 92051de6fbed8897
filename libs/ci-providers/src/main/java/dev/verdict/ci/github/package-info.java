/** GitHub, github.com and Enterprise: check runs, statuses, comments, artifacts of Actions. */
@NullMarked
package dev.verdict.ci.github;

import org.jspecify.annotations.NullMarked;
