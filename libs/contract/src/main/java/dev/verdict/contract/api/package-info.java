/** What goes over HTTP, as records; the OpenAPI documents of the services describe the same. */
@NullMarked
package dev.verdict.contract.api;

import org.jspecify.annotations.NullMarked;
