/** HTTP in: each operation of the document is translated into one call inward. */
@NullMarked
package dev.verdict.coordinator.inbound.http;

import org.jspecify.annotations.NullMarked;
