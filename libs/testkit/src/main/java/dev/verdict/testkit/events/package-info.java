/**
 * For whoever reads the public events: the schemas that they keep to, recorded runs, and a kit that
 * tells what a consumer does not bear.
 */
@NullMarked
package dev.verdict.testkit.events;

import org.jspecify.annotations.NullMarked;
