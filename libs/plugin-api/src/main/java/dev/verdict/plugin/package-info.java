/** What a stranger compiles against to extend Verdict. It depends on nothing but the JDK. */
@NullMarked
package dev.verdict.plugin;

import org.jspecify.annotations.NullMarked;
