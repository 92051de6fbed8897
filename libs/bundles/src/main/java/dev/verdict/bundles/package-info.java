/**
 * Source trees as content-addressed archives: packing them the same way everywhere, unpacking them
 * without trusting them, keeping the unpacked ones for the next attempt.
 *
 * <p>What a bundle leaves out: whatever the {@code .gitignore} and {@code .verdictignore} files
 * say, and always {@code .git}, {@code .verdict} and {@code __pycache__}. Nothing else is left out
 * by name: a directory such as {@code node_modules} stays in unless an ignore file names it.
 */
@NullMarked
package dev.verdict.bundles;

import org.jspecify.annotations.NullMarked;
