/** Travis CI: builds and the logs of their jobs, by version 3 of its API. It keeps no files. */
@NullMarked
package dev.verdict.ci.travis;

import org.jspecify.annotations.NullMarked;
