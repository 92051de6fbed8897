/** What the doctor finds. */
@NullMarked
package dev.verdict.cli.doctor;

import org.jspecify.annotations.NullMarked;
