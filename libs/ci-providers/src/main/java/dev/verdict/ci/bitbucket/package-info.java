/** Bitbucket Cloud: reports and statuses of commits, comments of pull requests, downloads. */
@NullMarked
package dev.verdict.ci.bitbucket;

import org.jspecify.annotations.NullMarked;
