/**
 * The contract of a CI provider, written once: what each has to do against an API that is recorded,
 * and how it has to fail. Ours and a stranger's are held to the same.
 */
@NullMarked
package dev.verdict.testkit.ci;

import org.jspecify.annotations.NullMarked;
