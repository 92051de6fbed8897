/** Any CI system that speaks HTTP and JSON: where each operation goes is a setting. */
@NullMarked
package dev.verdict.ci.generic;

import org.jspecify.annotations.NullMarked;
