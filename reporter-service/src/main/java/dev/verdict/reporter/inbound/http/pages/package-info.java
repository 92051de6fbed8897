/** Pages for people: written here, from history and from what the coordinator says. */
@NullMarked
package dev.verdict.reporter.inbound.http.pages;

import org.jspecify.annotations.NullMarked;
