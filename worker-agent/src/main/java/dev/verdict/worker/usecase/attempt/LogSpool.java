package dev.verdict.worker.usecase.attempt;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The output of an attempt on disk, between the process that writes it and the broker that takes
 * it: so a slow broker costs neither memory nor makes the tests wait. It has a bound: the first
 * half is the beginning of the output; the other half is a ring that holds its end.
 */
final class LogSpool implements AutoCloseable {
  private final FileChannel file;
  private final long headSize;
  private final long ringSize;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private long written;
  private boolean ended;

  private LogSpool(FileChannel file, long limit) {
    this.file = file;
    this.headSize = limit / 2;
    this.ringSize = limit - headSize;
  }

  static LogSpool open(Path path, long limit) throws IOException {
    return new LogSpool(
        FileChannel.open(
            path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE),
        limit);
  }

  void write(byte[] bytes) throws IOException {
    lock.lock();
    try {
      int done = 0;
      while (done < bytes.length) {
        long room = roomAt(written);
        int length = (int) Math.min(room, bytes.length - done);
        writeAt(place(written), ByteBuffer.wrap(bytes, done, length));
        written += length;
        done += length;
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Nothing more will be written. */
  void end() {
    lock.lock();
    try {
      ended = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The next bytes of the beginning; empty when there are no more, now and for good. */
  byte[] headFrom(long offset, int most) throws IOException, InterruptedException {
    lock.lockInterruptibly();
    try {
      while (Math.min(written, headSize) <= offset && !ended && written <= headSize) {
        changed.await();
      }
      long there = Math.min(written, headSize) - offset;
      return read(offset, (int) Math.min(there, most));
    } finally {
      lock.unlock();
    }
  }

  /** The beginning is full, and the process still writes. */
  boolean goesOn() {
    lock.lock();
    try {
      return !ended && written > headSize;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for the end of the output. Then: how many bytes between head and tail are gone. */
  long cut() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!ended) {
        changed.await();
      }
      return Math.max(0, written - headSize - ringSize);
    } finally {
      lock.unlock();
    }
  }

  /** How many bytes the end has, after the beginning and what was cut. */
  long tailLength() {
    lock.lock();
    try {
      return Math.min(ringSize, Math.max(0, written - headSize));
    } finally {
      lock.unlock();
    }
  }

  byte[] tailFrom(long offset, int most) throws IOException {
    lock.lock();
    try {
      long position = written - tailLength() + offset;
      long length = Math.min(Math.min(most, written - position), roomAt(position));
      return read(place(position), (int) Math.max(0, length));
    } finally {
      lock.unlock();
    }
  }

  /** The last bytes, as text. */
  String end(int most) throws IOException {
    lock.lock();
    try {
      ByteBuffer end = ByteBuffer.allocate((int) Math.min(most, Math.min(written, ringSize)));
      long position = written - end.capacity();
      while (end.hasRemaining()) {
        byte[] piece = read(place(position), (int) Math.min(roomAt(position), end.remaining()));
        end.put(piece);
        position += piece.length;
      }
      return new String(end.array(), StandardCharsets.UTF_8);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() throws IOException {
    end();
    file.close();
  }

  /** Where a byte of the output lies in the file. */
  private long place(long position) {
    return position < headSize ? position : headSize + (position - headSize) % ringSize;
  }

  /** How many bytes from there lie side by side. */
  private long roomAt(long position) {
    return position < headSize ? headSize - position : ringSize - (position - headSize) % ringSize;
  }

  private void writeAt(long place, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      place += file.write(bytes, place);
    }
  }

  private byte[] read(long place, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Math.max(0, length));
    while (bytes.hasRemaining()) {
      int read = file.read(bytes, place + bytes.position());
      if (read < 0) {
        throw new IOException("the spooled log is shorter than what was written to it");
      }
    }
    return bytes.array();
  }
}
