package dev.verdict.runtime.kafka;

import java.util.Map;

/** Something to send. */
public record Message(String topic, String key, Map<String, String> headers, byte[] value) {}
