/**
 * What people are told when runs end: the words once, and how each chat system and mail wants them.
 * Whatever comes from tests stays text everywhere.
 */
@NullMarked
package dev.verdict.reports.message;

import org.jspecify.annotations.NullMarked;
