/**
 * What stands in deploy/ is true: to the schemas of Kubernetes, to our rules, and to the services.
 */
@NullMarked
package dev.verdict.tests.deploy;

import org.jspecify.annotations.NullMarked;
