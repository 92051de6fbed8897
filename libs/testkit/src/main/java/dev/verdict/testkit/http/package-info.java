/** Holds what a service answers against what its OpenAPI document says. */
@NullMarked
package dev.verdict.testkit.http;

import org.jspecify.annotations.NullMarked;
