/** The whole system for a test class: started once, asked over HTTP, gone afterwards. */
@NullMarked
package dev.verdict.tests.wholesystem;

import org.jspecify.annotations.NullMarked;
