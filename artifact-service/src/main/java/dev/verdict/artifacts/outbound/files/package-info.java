/**
 * The store on a local disk: written aside, made safe, then renamed; names are hashes and ids only.
 */
@NullMarked
package dev.verdict.artifacts.outbound.files;

import org.jspecify.annotations.NullMarked;
