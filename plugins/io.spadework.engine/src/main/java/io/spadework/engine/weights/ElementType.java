package io.spadework.engine.weights;

import java.nio.ByteBuffer;

/** How a value of a tensor lies in a file. */
public enum ElementType {

	FLOAT64(8, "f8", "DoubleStorage"),
	FLOAT32(4, "f4", "FloatStorage"),
	FLOAT16(2, "f2", "HalfStorage"),
	/** The upper half of a FLOAT32; NumPy has no such type. */
	BFLOAT16(2, null, "BFloat16Storage"),
	INT64(8, "i8", "LongStorage"),
	INT32(4, "i4", "IntStorage"),
	INT16(2, "i2", "ShortStorage"),
	INT8(1, "i1", "CharStorage"),
	UINT8(1, "u1", "ByteStorage"),
	BOOL(1, "b1", "BoolStorage");

	private static final int UPPER_HALF = 16;

	private final int width;
	private final String numpy;
	private final String storage;

	ElementType(int width, String numpy, String storage) {
		this.width = width;
		this.numpy = numpy;
		this.storage = storage;
	}

	/** Bytes of a value. */
	public int width() {
		return width;
	}

	/** Its name in NumPy's files, without the byte order; null where NumPy has none. */
	String numpy() {
		return numpy;
	}

	/** The class of PyTorch that stores such values. */
	public String storage() {
		return storage;
	}

	/** The value at a byte, in the buffer's byte order. */
	double get(ByteBuffer bytes, int at) {
		return switch (this) {
			case FLOAT64 -> bytes.getDouble(at);
			case FLOAT32 -> bytes.getFloat(at);
			case FLOAT16 -> Float.float16ToFloat(bytes.getShort(at));
			case BFLOAT16 -> Float.intBitsToFloat(bytes.getShort(at) << UPPER_HALF);
			case INT64 -> bytes.getLong(at);
			case INT32 -> bytes.getInt(at);
			case INT16 -> bytes.getShort(at);
			case INT8 -> bytes.get(at);
			case UINT8 -> Byte.toUnsignedInt(bytes.get(at));
			case BOOL -> bytes.get(at) == 0 ? 0 : 1;
		};
	}
}
