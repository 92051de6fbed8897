/** The door through which a provider calls its API: requests and answers described as data. */
@NullMarked
package dev.verdict.plugin.ci.http;

import org.jspecify.annotations.NullMarked;
