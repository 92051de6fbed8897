/** Trees and archives, friendly and hostile. */
@NullMarked
package dev.verdict.bundles;

import org.jspecify.annotations.NullMarked;
