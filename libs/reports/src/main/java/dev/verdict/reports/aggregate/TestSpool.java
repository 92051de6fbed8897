package dev.verdict.reports.aggregate;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.verdict.contract.Json;
import dev.verdict.contract.api.TestView;
import dev.verdict.reports.model.TestSource;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The tests of all files in a file of their own: each report is read once, and writers go over them
 * as often as they like, in the memory of one test.
 */
final class TestSpool implements TestSource, AutoCloseable {
  private static final ObjectReader READER = Json.mapper().readerFor(TestView.class);
  private static final ObjectWriter WRITER =
      Json.mapper().writer().without(SerializationFeature.FLUSH_AFTER_WRITE_VALUE);

  private final Path file;
  private final JsonGenerator out;

  private TestSpool(Path file, JsonGenerator out) {
    this.file = file;
    this.out = out;
  }

  static TestSpool in(Path directory) throws IOException {
    Path file = Files.createTempFile(directory, ".aggregate", ".part");
    return new TestSpool(
        file,
        Json.mapper().getFactory().createGenerator(Files.newOutputStream(file), JsonEncoding.UTF8));
  }

  void add(TestView test) {
    try {
      WRITER.writeValue(out, test);
    } catch (IOException e) {
      throw new UncheckedIOException("tests between reading and writing: " + file, e);
    }
  }

  void written() throws IOException {
    out.close();
  }

  @Override
  public Stream<TestView> open() {
    try {
      InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
      MappingIterator<TestView> tests = READER.readValues(in);
      return StreamSupport.stream(
              Spliterators.spliteratorUnknownSize(tests, Spliterator.ORDERED | Spliterator.NONNULL),
              false)
          .onClose(() -> close(tests));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void close(MappingIterator<TestView> tests) {
    try {
      tests.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
    Files.deleteIfExists(file);
  }
}
