/** What no module can say alone: the whole system, its faults, and the borders between modules. */
@NullMarked
package dev.verdict.tests;

import org.jspecify.annotations.NullMarked;
