package io.spadework.launch;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.eclipse.debug.core.IStreamListener;
import org.eclipse.debug.core.model.IFlushableStreamMonitor;

/** Text that grows, read from the end of a file that another process writes, or handed in by the workbench itself. */
final class ConsoleText implements IFlushableStreamMonitor {

	/** An old run may have written a lot: of what was there before, only this much is shown. */
	private static final int TAIL_BYTES = 256 * 1024;

	private final List<IStreamListener> listeners = new CopyOnWriteArrayList<>();
	private final StringBuilder contents = new StringBuilder();
	private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder()
			.onMalformedInput(CodingErrorAction.REPLACE).onUnmappableCharacter(CodingErrorAction.REPLACE);
	private final ByteBuffer bytes = ByteBuffer.allocate(64 * 1024);
	private final Path file;
	private long position;
	private boolean buffered = true;

	/** Follows the file, beginning near its present end. */
	static ConsoleText following(Path file) {
		return new ConsoleText(file);
	}

	/** Shows what is appended by {@link #append}. */
	static ConsoleText empty() {
		return new ConsoleText(null);
	}

	private ConsoleText(Path file) {
		this.file = file;
	}

	/** Reads what the file has gained since the last call; a file that is not there yet has gained nothing. */
	synchronized void refresh() throws IOException {
		if (file == null || !Files.exists(file)) {
			return;
		}
		try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
			long length = in.length();
			if (position == 0 && length > TAIL_BYTES) {
				in.seek(length - TAIL_BYTES);
				in.readLine();
				position = in.getFilePointer();
			}
			in.seek(position);
			while (position < length) {
				int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
				if (read < 0) {
					break;
				}
				position += read;
				bytes.position(bytes.position() + read).flip();
				CharBuffer text = CharBuffer.allocate(bytes.remaining());
				decoder.decode(bytes, text, false);
				bytes.compact(); // keeps the bytes of a character that is only half written
				append(text.flip().toString());
			}
		}
	}

	synchronized void append(String text) {
		if (text.isEmpty()) {
			return;
		}
		if (buffered) {
			contents.append(text);
		}
		for (IStreamListener listener : listeners) {
			listener.streamAppended(text, this);
		}
	}

	@Override
	public void addListener(IStreamListener listener) {
		listeners.add(listener);
	}

	@Override
	public void removeListener(IStreamListener listener) {
		listeners.remove(listener);
	}

	@Override
	public synchronized String getContents() {
		return contents.toString();
	}

	@Override
	public synchronized void flushContents() {
		contents.setLength(0);
	}

	@Override
	public synchronized void setBuffered(boolean buffered) {
		this.buffered = buffered;
	}

	@Override
	public synchronized boolean isBuffered() {
		return buffered;
	}
}
