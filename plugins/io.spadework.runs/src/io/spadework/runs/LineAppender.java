package io.spadework.runs;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Appends whole lines to a file, each handed to the operating system at once, so that a killed process loses none. */
final class LineAppender implements Closeable {

	private final FileChannel channel;
	/** The file's end is the middle of a line: an earlier writer was killed or the disk was full. */
	private boolean cutShort;

	LineAppender(Path file) throws IOException {
		cutShort = endsWithinLine(file);
		channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
	}

	/** @param line with its line end */
	synchronized void append(String line) throws IOException {
		ByteBuffer bytes = StandardCharsets.UTF_8.encode(cutShort ? "\n" + line : line);
		cutShort = true;
		while (bytes.hasRemaining()) {
			channel.write(bytes);
		}
		cutShort = false;
	}

	@Override
	public synchronized void close() throws IOException {
		channel.close();
	}

	private static boolean endsWithinLine(Path file) throws IOException {
		if (!Files.exists(file)) {
			return false;
		}
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
			ByteBuffer last = ByteBuffer.allocate(1);
			return channel.size() > 0 && channel.read(last, channel.size() - 1) == 1 && last.get(0) != '\n';
		}
	}
}
