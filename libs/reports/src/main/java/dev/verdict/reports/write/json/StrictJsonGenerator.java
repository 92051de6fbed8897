package dev.verdict.reports.write.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import java.io.IOException;
import java.io.Reader;

/**
 * Writes only what every reader of JSON accepts: a number that is none becomes {@code null}, and
 * half a character, which UTF-8 cannot hold, becomes the replacement character.
 */
final class StrictJsonGenerator extends JsonGeneratorDelegate {

  StrictJsonGenerator(JsonGenerator generator) {
    super(generator, false);
  }

  @Override
  public void writeNumber(double value) throws IOException {
    if (Double.isFinite(value)) {
      delegate.writeNumber(value);
    } else {
      delegate.writeNull();
    }
  }

  @Override
  public void writeNumber(float value) throws IOException {
    if (Float.isFinite(value)) {
      delegate.writeNumber(value);
    } else {
      delegate.writeNull();
    }
  }

  @Override
  public void writeString(String text) throws IOException {
    delegate.writeString(whole(text));
  }

  @Override
  public void writeString(SerializableString text) throws IOException {
    delegate.writeString(whole(text.getValue()));
  }

  @Override
  public void writeString(char[] text, int offset, int length) throws IOException {
    delegate.writeString(whole(new String(text, offset, length)));
  }

  @Override
  public void writeString(Reader reader, int length) throws IOException {
    throw new UnsupportedOperationException("text is written whole");
  }

  @Override
  public void writeFieldName(String name) throws IOException {
    delegate.writeFieldName(whole(name));
  }

  private static String whole(String text) {
    StringBuilder mended = null;
    for (int at = 0; at < text.length(); at++) {
      if (!Character.isSurrogate(text.charAt(at))) {
        continue;
      }
      if (Character.charCount(text.codePointAt(at)) == 2) {
        at++;
        continue;
      }
      mended = mended == null ? new StringBuilder(text) : mended;
      mended.setCharAt(at, '\ufffd');
    }
    return mended == null ? text : mended.toString();
  }
}
