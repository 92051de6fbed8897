/** The report for CI systems: JUnit XML, for Jenkins and in the dialect of GitLab. */
@NullMarked
package dev.verdict.reports.write.xml;

import org.jspecify.annotations.NullMarked;
