/**
 * What runs in the process of the tests: only the JDK and JUnit are there, and nothing of ours but
 * these classes.
 */
@NullMarked
package dev.verdict.runners.java.driver;

import org.jspecify.annotations.NullMarked;
