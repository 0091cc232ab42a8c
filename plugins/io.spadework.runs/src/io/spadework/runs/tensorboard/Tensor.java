package io.spadework.runs.tensorboard;

import java.nio.ByteBuffer;

/**
 * A TensorProto as far as a scalar needs it.
 *
 * @param type its DataType
 * @param dimensions how many it has
 * @param content the elements as they lie in memory, or null where they are listed
 * @param listed the first listed element, or null
 */
record Tensor(int type, int dimensions, ByteBuffer content, Double listed) {

	private static final int FLOAT = 1;
	private static final int DOUBLE = 2;
	private static final int INT_32 = 3;
	private static final int INT_64 = 9;
	private static final int BFLOAT_16 = 14;
	private static final int HALF = 19;

	static Tensor read(ProtoReader tensor) {
		int type = 0;
		int dimensions = 0;
		ByteBuffer content = null;
		Double listed = null;
		while (tensor.next()) {
			boolean packed = tensor.kind() == ProtoReader.BYTES;
			switch (tensor.field()) {
			case 1 -> type = (int) tensor.varint();
			case 2 -> dimensions = dimensions(tensor.message());
			case 4 -> content = tensor.bytes();
			case 5 -> listed = (double) shortest(packed ? tensor.bytes().getFloat() : tensor.fixed32());
			case 6 -> listed = packed ? tensor.bytes().getDouble() : tensor.fixed64();
			case 7, 10, 13 -> {
				long number = packed ? new ProtoReader(tensor.bytes()).varint() : tensor.varint();
				listed = type == HALF ? Float.float16ToFloat((short) number) : type == BFLOAT_16 ? Float.intBitsToFloat((int) number << 16) : (double) (tensor.field() == 10 ? number : (int) number);
			}
			default -> tensor.skip();
			}
		}
		return new Tensor(type, dimensions, content, listed);
	}

	boolean isScalar() {
		return dimensions == 0 && number() != null;
	}

	/** The only element, or null where the type is none of numbers. */
	Double number() {
		if (content == null || !content.hasRemaining()) {
			return type == FLOAT || type == DOUBLE || type == INT_32 || type == INT_64 || type == HALF || type == BFLOAT_16 ? listed == null ? Double.valueOf(0) : listed : null;
		}
		return switch (type) {
		case FLOAT -> shortest(content.getFloat(0));
		case DOUBLE -> content.getDouble(0);
		case INT_32 -> (double) content.getInt(0);
		case INT_64 -> (double) content.getLong(0);
		case HALF -> (double) Float.float16ToFloat(content.getShort(0));
		case BFLOAT_16 -> (double) Float.intBitsToFloat(content.getShort(0) << 16);
		default -> null;
		};
	}

	/** The shortest decimal that is this float: 0.1 rather than 0.10000000149. */
	static double shortest(float value) {
		return Float.isFinite(value) ? Double.parseDouble(Float.toString(value)) : value;
	}

	private static int dimensions(ProtoReader shape) {
		int count = 0;
		while (shape.next()) {
			count += shape.is(2, ProtoReader.BYTES) ? 1 : 0;
			shape.skip();
		}
		return count;
	}
}
