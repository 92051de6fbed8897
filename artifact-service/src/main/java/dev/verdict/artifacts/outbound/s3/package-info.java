/** The store's files in a bucket of any server that speaks S3. */
@NullMarked
package dev.verdict.artifacts.outbound.s3;

import org.jspecify.annotations.NullMarked;
