package io.spadework.engine.weights;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Arrays in NumPy's .npy format (version 1.0): little-endian floats or doubles in c order. */
final class NumpyFormat {

	private static final byte[] MAGIC = { (byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0 };
	private static final int ALIGNMENT = 64;
	private static final int CHUNK = 1 << 14;
	private static final Pattern HEADER = Pattern
			.compile("\\{'descr': '<f([48])', 'fortran_order': False, 'shape': \\(((?:\\d{1,18},? ?)*)\\), \\}\\s*");

	private NumpyFormat() {
	}

	/** Writes a dense array; parts of larger ones too. */
	static void write(INDArray array, OutputStream stream) throws IOException {
		boolean doubles = array.dataType() == DataType.DOUBLE;
		String shape = Arrays.stream(array.shape()).mapToObj(size -> size + ",").collect(Collectors.joining(" "));
		String header = "{'descr': '<f" + (doubles ? 8 : 4) + "', 'fortran_order': False, 'shape': (" + shape + "), }";
		int unpadded = MAGIC.length + 2 + header.length() + 1;
		header += " ".repeat((ALIGNMENT - unpadded % ALIGNMENT) % ALIGNMENT) + "\n";
		stream.write(MAGIC);
		stream.write(header.length() & 0xff);
		stream.write(header.length() >> 8);
		stream.write(header.getBytes(StandardCharsets.US_ASCII));
		INDArray flat = array.reshape(array.length());
		ByteBuffer bytes = ByteBuffer.allocate(8 * CHUNK).order(ByteOrder.LITTLE_ENDIAN);
		for (long i = 0; i < flat.length(); i++) {
			if (doubles) {
				bytes.putDouble(flat.getDouble(i));
			} else {
				bytes.putFloat(flat.getFloat(i));
			}
			if (bytes.remaining() < 8 || i == flat.length() - 1) {
				stream.write(bytes.array(), 0, bytes.position());
				bytes.clear();
			}
		}
	}

	/** Reads an array of a file entry with this many bytes; throws an IOException that names the place if it isn't one. */
	static INDArray read(DataInputStream stream, long bytes, String place) throws IOException {
		byte[] magic = stream.readNBytes(MAGIC.length);
		if (!Arrays.equals(magic, MAGIC)) {
			throw new IOException(place + " is not a NumPy array of format 1.0.");
		}
		int headerLength = stream.readUnsignedByte() | stream.readUnsignedByte() << 8;
		Matcher header = HEADER.matcher(new String(stream.readNBytes(headerLength), StandardCharsets.US_ASCII));
		if (!header.matches()) {
			throw new IOException(place + " is not an array of little-endian floats or doubles in c order.");
		}
		int width = Integer.parseInt(header.group(1));
		long[] shape = Arrays.stream(header.group(2).split(",")).map(String::strip).filter(size -> !size.isEmpty()).mapToLong(Long::parseLong).toArray();
		long length = 1;
		for (long size : shape) {
			length = Math.multiplyExact(length, size);
		}
		if (bytes != MAGIC.length + 2 + headerLength + length * width || length > Integer.MAX_VALUE) {
			throw new IOException(place + " has " + bytes + " bytes, which is not what its shape " + Arrays.toString(shape) + " needs.");
		}
		ByteBuffer values = ByteBuffer.wrap(stream.readNBytes(Math.toIntExact(length * width))).order(ByteOrder.LITTLE_ENDIAN);
		if (values.remaining() != length * width) {
			throw new IOException(place + " ends too early.");
		}
		if (width == 8) {
			double[] doubles = new double[(int) length];
			values.asDoubleBuffer().get(doubles);
			return Nd4j.createFromArray(doubles).reshape('c', shape);
		}
		float[] floats = new float[(int) length];
		values.asFloatBuffer().get(floats);
		return Nd4j.createFromArray(floats).reshape('c', shape);
	}
}
