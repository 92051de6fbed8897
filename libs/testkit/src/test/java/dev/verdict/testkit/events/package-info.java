/** Whether what is sent is what is promised, and whether the kit finds what it must. */
@NullMarked
package dev.verdict.testkit.events;

import org.jspecify.annotations.NullMarked;
