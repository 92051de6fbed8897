/** How fast links are found, beside how fast they could be. */
@NullMarked
package dev.verdict.artifacts.bench;

import org.jspecify.annotations.NullMarked;
