/**
 * The HTTP side of a service: one server with limits, operations described by OpenAPI, problems
 * that say what was expected.
 */
@NullMarked
package dev.verdict.runtime.http;

import org.jspecify.annotations.NullMarked;
