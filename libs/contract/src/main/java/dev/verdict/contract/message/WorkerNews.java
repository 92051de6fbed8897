package dev.verdict.contract.message;

import java.util.UUID;

/**
 * A worker's fate, on {@link dev.verdict.contract.Topics#WORKERS}.
 *
 * @param status {@code active}, {@code draining}, {@code lost} or {@code gone}
 */
public record WorkerNews(UUID workerId, String name, String status, String reason) {}
