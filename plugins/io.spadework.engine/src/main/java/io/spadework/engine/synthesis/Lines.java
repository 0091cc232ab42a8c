package io.spadework.engine.synthesis;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Lines of UTF-8 text from a stream, none longer than a limit. */
final class Lines {

	/** A line that was too long has been passed over. */
	static final class TooLong extends Exception {

		private static final long serialVersionUID = 1L;

		TooLong(int limit) {
			super("The line is longer than " + (limit >> 20) + " MB.");
		}
	}

	private static final int BUFFER = 1 << 16;

	private final InputStream stream;
	private final int limit;
	private final byte[] buffer = new byte[BUFFER];
	private int next;
	private int end;

	Lines(InputStream stream, int limit) {
		this.stream = stream;
		this.limit = limit;
	}

	/** The next line, or null at the end. */
	String next() throws IOException, TooLong {
		ByteArrayOutputStream line = new ByteArrayOutputStream();
		boolean tooLong = false;
		while (true) {
			if (next == end) {
				next = 0;
				end = stream.read(buffer);
				if (end < 0) {
					end = 0;
					return line.size() == 0 ? null : line.toString(StandardCharsets.UTF_8);
				}
			}
			int from = next;
			while (next < end && buffer[next] != '\n') {
				next++;
			}
			tooLong |= line.size() + next - from > limit;
			if (!tooLong) {
				line.write(buffer, from, next - from);
			}
			if (next < end) {
				next++;
				if (tooLong) {
					throw new TooLong(limit);
				}
				return line.toString(StandardCharsets.UTF_8);
			}
		}
	}
}
