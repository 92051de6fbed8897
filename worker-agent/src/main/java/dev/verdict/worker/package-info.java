/** The worker agent: runs what it is given and tells the truth about it. */
@NullMarked
package dev.verdict.worker;

import org.jspecify.annotations.NullMarked;
