package io.spadework.engine.weights;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Arrays in NumPy's .npy format: written as version 1.0, little-endian floats or doubles in c order. */
final class NumpyFormat {

	private static final int CHUNK = 1 << 14;

	private NumpyFormat() {
	}

	/** Writes a dense array; parts of larger ones too. */
	static void write(INDArray array, OutputStream stream) throws IOException {
		boolean doubles = array.dataType() == DataType.DOUBLE;
		stream.write(NumpyHeader.of(doubles ? ElementType.FLOAT64 : ElementType.FLOAT32, array.shape()));
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

	/** Writes a tensor; one of a type that NumPy lacks as floats. */
	static void write(Tensor tensor, OutputStream stream) throws IOException {
		Tensor written = tensor.type().numpy() == null ? tensor.fractions() : tensor;
		stream.write(NumpyHeader.of(written.type(), written.shape()));
		stream.write(written.live());
	}

	/** Reads a tensor of a file entry with this many bytes; throws an IOException that names the place if it isn't one. */
	static Tensor tensor(DataInputStream stream, long bytes, String place) throws IOException {
		NumpyHeader header = NumpyHeader.read(stream, place);
		header.require(bytes, place);
		byte[] values = stream.readNBytes((int) header.bytes());
		if (values.length != header.bytes()) {
			throw new IOException(place + " ends too early.");
		}
		if (!header.bigEndian() && !header.columns()) {
			return new Tensor(header.type(), header.shape(), values);
		}
		ByteBuffer ordered = ByteBuffer.wrap(values).order(header.bigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
		return Tensor.gather(header.type(), header.shape(), ordered, 0, header.strides());
	}
}
