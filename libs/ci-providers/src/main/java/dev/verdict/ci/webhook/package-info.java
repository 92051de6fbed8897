/**
 * What webhooks of several CI systems have in common: proofs of who sent them, and reading them.
 */
@NullMarked
package dev.verdict.ci.webhook;

import org.jspecify.annotations.NullMarked;
