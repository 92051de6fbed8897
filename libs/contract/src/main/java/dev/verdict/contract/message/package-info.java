/** What our own services say to each other over Kafka. */
@NullMarked
package dev.verdict.contract.message;

import org.jspecify.annotations.NullMarked;
