/** From a webhook to the run that it starts, in all of the system at once. */
@NullMarked
package dev.verdict.tests.webhooks;

import org.jspecify.annotations.NullMarked;
