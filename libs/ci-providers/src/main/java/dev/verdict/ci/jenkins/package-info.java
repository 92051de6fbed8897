/** Jenkins: builds and their artifacts; a test run is a line in the description of its build. */
@NullMarked
package dev.verdict.ci.jenkins;

import org.jspecify.annotations.NullMarked;
