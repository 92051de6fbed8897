/**
 * The contract of the webhooks of a CI system, written once: what proves who sent a request, and
 * what is made of any bytes that somebody can send. Ours and a stranger's are held to the same.
 */
@NullMarked
package dev.verdict.testkit.webhook;

import org.jspecify.annotations.NullMarked;
