/**
 * A CI system seen from Verdict: what a provider can do, what it is handed, and how it fails.
 *
 * <p>A provider holds what is particular to its CI system and nothing else. Retries, limits, time
 * limits, masking and connections are behind {@link dev.verdict.plugin.ci.http.ProviderHttp}, which
 * the host hands it.
 */
@NullMarked
package dev.verdict.plugin.ci;

import org.jspecify.annotations.NullMarked;
