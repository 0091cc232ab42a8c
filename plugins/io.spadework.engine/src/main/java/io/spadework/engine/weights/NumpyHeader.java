package io.spadework.engine.weights;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What stands before the values in NumPy's .npy format.
 *
 * @param type      type of the values
 * @param bigEndian whether a value's first byte is its highest
 * @param columns   whether the first axis is the fastest
 * @param shape     sizes of the array
 * @param length    bytes of the header
 */
record NumpyHeader(ElementType type, boolean bigEndian, boolean columns, long[] shape, int length) {

	/** What every file begins with; the version follows. */
	static final byte[] MAGIC = { (byte) 0x93, 'N', 'U', 'M', 'P', 'Y' };

	private static final int ALIGNMENT = 64;
	private static final int LONGEST = 1 << 16;
	private static final int MOST_AXES = 32;
	private static final Pattern TYPE = Pattern.compile("'descr': ?'([<>|=])([a-z]\\d{1,2})'");
	private static final Pattern COLUMNS = Pattern.compile("'fortran_order': ?(True|False)");
	private static final Pattern SHAPE = Pattern.compile("'shape': ?\\(((?:\\d{1,18},? ?)*)\\)");

	/** The header of little-endian values with the last axis fastest, version 1.0. */
	static byte[] of(ElementType type, long... shape) {
		String sizes = Arrays.stream(shape).mapToObj(size -> size + ",").collect(Collectors.joining(" "));
		String text = "{'descr': '" + (type.width() == 1 ? "|" : "<") + type.numpy() + "', 'fortran_order': False, 'shape': (" + sizes + "), }";
		int unpadded = MAGIC.length + 4 + text.length() + 1;
		text += " ".repeat((ALIGNMENT - unpadded % ALIGNMENT) % ALIGNMENT) + "\n";
		byte[] header = Arrays.copyOf(MAGIC, MAGIC.length + 4 + text.length());
		header[MAGIC.length] = 1;
		header[MAGIC.length + 2] = (byte) text.length();
		header[MAGIC.length + 3] = (byte) (text.length() >> 8);
		System.arraycopy(text.getBytes(StandardCharsets.US_ASCII), 0, header, MAGIC.length + 4, text.length());
		return header;
	}

	/** Reads a header of version 1.0 to 3.0; throws an IOException that names the place if it isn't one. */
	static NumpyHeader read(DataInputStream stream, String place) throws IOException {
		if (!Arrays.equals(stream.readNBytes(MAGIC.length), MAGIC)) {
			throw new IOException(place + " is no NumPy array.");
		}
		byte[] version = stream.readNBytes(2);
		if (version.length < 2 || version[0] < 1 || version[0] > 3) {
			throw new IOException(place + " is a NumPy array of a format other than 1.0, 2.0 and 3.0.");
		}
		int wide = version[0] == 1 ? 2 : 4;
		byte[] size = stream.readNBytes(wide);
		long characters = 0;
		for (int i = size.length - 1; i >= 0; i--) {
			characters = characters << 8 | Byte.toUnsignedInt(size[i]);
		}
		if (size.length < wide || characters > LONGEST) {
			throw new IOException(place + " is a NumPy array whose header of " + characters + " bytes is damaged.");
		}
		String text = new String(stream.readNBytes((int) characters), StandardCharsets.UTF_8);
		return parse(text, MAGIC.length + 2 + wide + (int) characters, place);
	}

	private static NumpyHeader parse(String text, int length, String place) throws IOException {
		Matcher type = TYPE.matcher(text);
		Matcher columns = COLUMNS.matcher(text);
		Matcher shape = SHAPE.matcher(text);
		if (!type.find() || !columns.find() || !shape.find()) {
			throw new IOException(place + " is not an array of numbers: its header is " + text.strip() + ".");
		}
		ElementType known = Arrays.stream(ElementType.values()).filter(each -> type.group(2).equals(each.numpy())).findFirst()
				.orElseThrow(() -> new IOException(place + " holds values of type " + type.group(2) + "; f2, f4, f8, i1, i2, i4, i8, u1 and b1 can be read."));
		long[] sizes = Arrays.stream(shape.group(1).split(",")).map(String::strip).filter(size -> !size.isEmpty()).mapToLong(Long::parseLong).toArray();
		try {
			if (sizes.length > MOST_AXES || Math.multiplyExact(Tensor.length(sizes), known.width()) > Integer.MAX_VALUE) {
				throw new IOException(place + " has the shape " + Arrays.toString(sizes) + ", more than fits into memory.");
			}
		} catch (ArithmeticException e) {
			throw new IOException(place + " has the shape " + Arrays.toString(sizes) + ", more than fits into memory.", e);
		}
		return new NumpyHeader(known, type.group(1).equals(">"), columns.group(1).equals("True"), sizes, length);
	}

	/** Bytes of the values. */
	long bytes() {
		return Tensor.length(shape) * type.width();
	}

	/** How many values lie between neighbours along each axis. */
	long[] strides() {
		if (!columns) {
			return Tensor.strides(shape);
		}
		long[] strides = new long[shape.length];
		for (int axis = 0; axis < shape.length; axis++) {
			strides[axis] = axis == 0 ? 1 : strides[axis - 1] * shape[axis - 1];
		}
		return strides;
	}

	/** Throws an IOException that names the place unless header and values fill so many bytes. */
	void require(long fileBytes, String place) throws IOException {
		if (fileBytes != length + bytes()) {
			throw new IOException(place + " has " + fileBytes + " bytes, which is not what its shape " + Arrays.toString(shape) + " needs.");
		}
	}
}
