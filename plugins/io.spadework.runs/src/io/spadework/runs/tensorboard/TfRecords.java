package io.spadework.runs.tensorboard;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * The frames of a TFRecord file: length (64 bits, little-endian), the length's masked CRC32C, the data, the data's masked CRC32C.
 */
final class TfRecords implements Closeable {

	/** A larger record is refused: an image of a summary is a few megabytes. */
	private static final long LARGEST = 256L << 20;
	private static final int HEAD = 12;
	private static final int FOOT = 4;
	private static final int MASK = 0xa282ead8;

	private final Path file;
	private final DataInputStream in;
	private final long size;
	private long offset;
	private boolean truncated;

	/** Opens a file to be read. */
	TfRecords(Path file) throws IOException {
		this.file = file;
		size = Files.size(file);
		in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
	}

	/** The next record, or null at the file's end, which may be the middle of a record still being written. */
	byte[] next() throws IOException {
		if (size - offset < HEAD) {
			truncated |= size > offset;
			return null;
		}
		byte[] head = in.readNBytes(HEAD);
		ByteBuffer buffer = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
		long length = buffer.getLong();
		if (buffer.getInt() != crc(head, 8)) {
			throw new EventFileException(file + " is no TensorBoard event file or is damaged: the length of the record at byte " + offset + " fails its check sum");
		}
		if (length < 0 || length > LARGEST) {
			throw new EventFileException(file + " says that the record at byte " + offset + " has " + Long.toUnsignedString(length) + " bytes; none has more than " + LARGEST);
		}
		if (size - offset - HEAD < length + FOOT) {
			truncated = true;
			return null;
		}
		byte[] data = in.readNBytes((int) length);
		byte[] foot = in.readNBytes(FOOT);
		if (data.length < length || foot.length < FOOT) {
			truncated = true;
			return null;
		}
		if (ByteBuffer.wrap(foot).order(ByteOrder.LITTLE_ENDIAN).getInt() != crc(data, data.length)) {
			throw new EventFileException(file + " is damaged: the record at byte " + offset + " fails its check sum");
		}
		offset += HEAD + length + FOOT;
		return data;
	}

	/** Where the record begins that was not read yet. */
	long offset() {
		return offset;
	}

	/** True once the end has been met within a record. */
	boolean truncated() {
		return truncated;
	}

	@Override
	public void close() throws IOException {
		in.close();
	}

	/** Writes a record. */
	static void write(OutputStream out, byte[] data) throws IOException {
		ByteBuffer head = ByteBuffer.allocate(HEAD).order(ByteOrder.LITTLE_ENDIAN).putLong(data.length);
		head.putInt(crc(head.array(), 8));
		out.write(head.array());
		out.write(data);
		out.write(ByteBuffer.allocate(FOOT).order(ByteOrder.LITTLE_ENDIAN).putInt(crc(data, data.length)).array());
	}

	/** The masked check sum: a check sum of data that holds check sums would be weak. */
	private static int crc(byte[] data, int length) {
		CRC32C crc = new CRC32C();
		crc.update(data, 0, length);
		return Integer.rotateRight((int) crc.getValue(), 15) + MASK;
	}
}
