/** The services over HTTP, from threads that may wait. */
@NullMarked
package dev.verdict.cli.client;

import org.jspecify.annotations.NullMarked;
