package io.spadework.paint.map;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;

/** A change of a rectangle of a map, forth and back; kept compressed, so that a session's changes cost little however many they are. */
public final class Patch {

	private final int x;
	private final int y;
	private final int width;
	private final int height;
	private final byte[] before;
	private final byte[] after;

	Patch(int x, int y, int width, int height, short[] before, short[] after) {
		this.x = x;
		this.y = y;
		this.width = width;
		this.height = height;
		this.before = compressed(before);
		this.after = compressed(after);
	}

	/** Makes the change. */
	public void apply(LabelMap map) {
		map.put(x, y, width, height, expanded(after));
	}

	/** Takes it back. */
	public void revert(LabelMap map) {
		map.put(x, y, width, height, expanded(before));
	}

	/** Bytes that it holds. */
	public int size() {
		return before.length + after.length;
	}

	private static byte[] compressed(short[] labels) {
		ByteBuffer bytes = ByteBuffer.allocate(2 * labels.length);
		bytes.asShortBuffer().put(labels);
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		Deflater fast = new Deflater(Deflater.BEST_SPEED);
		try (DeflaterOutputStream deflating = new DeflaterOutputStream(out, fast)) {
			deflating.write(bytes.array());
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		} finally {
			fast.end();
		}
		return out.toByteArray();
	}

	private short[] expanded(byte[] compressed) {
		byte[] bytes = new byte[2 * width * height];
		Inflater inflater = new Inflater();
		inflater.setInput(compressed);
		try {
			for (int at = 0; at < bytes.length;) {
				at += inflater.inflate(bytes, at, bytes.length - at);
			}
		} catch (DataFormatException e) {
			throw new IllegalStateException(e);
		} finally {
			inflater.end();
		}
		short[] labels = new short[width * height];
		ByteBuffer.wrap(bytes).asShortBuffer().get(labels);
		return labels;
	}
}
