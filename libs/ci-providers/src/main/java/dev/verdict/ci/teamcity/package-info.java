/**
 * TeamCity: builds and their artifacts; a test run is a line in the comment of its build, and a
 * tag.
 */
@NullMarked
package dev.verdict.ci.teamcity;

import org.jspecify.annotations.NullMarked;
