/** What a worker decides, as pure functions: no clock of its own, no files, no network. */
@NullMarked
package dev.verdict.worker.domain;

import org.jspecify.annotations.NullMarked;
