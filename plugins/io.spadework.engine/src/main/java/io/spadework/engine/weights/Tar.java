package io.spadework.engine.weights;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** How a tar is recognised. */
final class Tar {

	/** So many bytes of a file tell. */
	static final int LENGTH = 262;

	private static final int AT = 257;
	private static final byte[] MAGIC = "ustar".getBytes(StandardCharsets.US_ASCII);

	private Tar() {
	}

	static boolean begins(byte[] start) {
		return start.length >= LENGTH && Arrays.equals(start, AT, AT + MAGIC.length, MAGIC, 0, MAGIC.length);
	}
}
