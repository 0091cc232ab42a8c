package io.spadework.engine.weights;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** An array of numbers in memory, apart from any library: its values lie side by side, the last axis fastest. It never changes. */
public final class Tensor {

	private final ElementType type;
	private final long[] shape;
	private final ByteBuffer bytes;

	/** Takes over bytes, little-endian; throws IllegalArgumentException unless there are as many as the shape needs. */
	Tensor(ElementType type, long[] shape, byte[] bytes) {
		if (bytes.length != length(shape) * type.width()) {
			throw new IllegalArgumentException(bytes.length + " bytes are not what the shape " + Arrays.toString(shape) + " needs.");
		}
		this.type = type;
		this.shape = shape.clone();
		this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
	}

	/** A tensor of floats. */
	public static Tensor of(float[] values, long... shape) {
		byte[] bytes = new byte[Math.multiplyExact(values.length, ElementType.FLOAT32.width())];
		ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values);
		return new Tensor(ElementType.FLOAT32, shape, bytes);
	}

	/** A tensor of doubles. */
	public static Tensor of(double[] values, long... shape) {
		byte[] bytes = new byte[Math.multiplyExact(values.length, ElementType.FLOAT64.width())];
		ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().put(values);
		return new Tensor(ElementType.FLOAT64, shape, bytes);
	}

	/**
	 * Gathers values of a larger array.
	 *
	 * @param values  the array's bytes, in its buffer's order
	 * @param offset  which of its values is the first
	 * @param strides how many values lie between neighbours along each axis
	 */
	public static Tensor gather(ElementType type, long[] shape, ByteBuffer values, long offset, long[] strides) {
		int width = type.width();
		byte[] bytes = new byte[Math.toIntExact(Math.multiplyExact(length(shape), width))];
		boolean turn = values.order() == ByteOrder.BIG_ENDIAN;
		if (!turn && Arrays.equals(strides, strides(shape))) {
			values.get(Math.toIntExact(offset * width), bytes);
			return new Tensor(type, shape, bytes);
		}
		long[] position = new long[shape.length];
		long at = offset;
		for (int to = 0; to < bytes.length; to += width) {
			int from = Math.toIntExact(at * width);
			for (int i = 0; i < width; i++) {
				bytes[to + i] = values.get(turn ? from + width - 1 - i : from + i);
			}
			for (int axis = shape.length - 1; axis >= 0; axis--) {
				at += strides[axis];
				if (++position[axis] < shape[axis]) {
					break;
				}
				at -= strides[axis] * shape[axis];
				position[axis] = 0;
			}
		}
		return new Tensor(type, shape, bytes);
	}

	/** Strides of values that lie side by side, the last axis fastest. */
	public static long[] strides(long... shape) {
		long[] strides = new long[shape.length];
		long stride = 1;
		for (int axis = shape.length - 1; axis >= 0; axis--) {
			strides[axis] = stride;
			stride *= Math.max(1, shape[axis]);
		}
		return strides;
	}

	/** Number of values; throws ArithmeticException where it is beyond all bounds. */
	public static long length(long... shape) {
		long length = 1;
		for (long size : shape) {
			length = Math.multiplyExact(length, size);
		}
		return length;
	}

	public ElementType type() {
		return type;
	}

	public long[] shape() {
		return shape.clone();
	}

	/** Number of values. */
	public int length() {
		return bytes.capacity() / type.width();
	}

	/** A value, by its place in the row of all of them. */
	public double get(int place) {
		return type.get(bytes, place * type.width());
	}

	/** All values, rounded to floats. */
	public float[] floats() {
		float[] values = new float[length()];
		if (type == ElementType.FLOAT32) {
			bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
			return values;
		}
		for (int i = 0; i < values.length; i++) {
			values[i] = (float) get(i);
		}
		return values;
	}

	/** All values; whole numbers beyond 2^53 are rounded. */
	public double[] doubles() {
		double[] values = new double[length()];
		for (int i = 0; i < values.length; i++) {
			values[i] = get(i);
		}
		return values;
	}

	/** Its bytes, little-endian. */
	public byte[] bytes() {
		return bytes.array().clone();
	}

	/** Its bytes themselves, for those who only look. */
	byte[] live() {
		return bytes.array();
	}

	/** The same values as doubles where they are doubles, as floats otherwise: what networks are made of. */
	public Tensor fractions() {
		return type == ElementType.FLOAT64 || type == ElementType.FLOAT32 ? this : of(floats(), shape);
	}

	/** The same values, rounded to half precision; whole numbers stay as they are. */
	public Tensor half() {
		if (type != ElementType.FLOAT64 && type != ElementType.FLOAT32) {
			return this;
		}
		byte[] halves = new byte[length() * ElementType.FLOAT16.width()];
		ByteBuffer to = ByteBuffer.wrap(halves).order(ByteOrder.LITTLE_ENDIAN);
		for (int i = 0; i < length(); i++) {
			to.putShort(Float.floatToFloat16((float) get(i)));
		}
		return new Tensor(ElementType.FLOAT16, shape, halves);
	}

	/** The same values in another shape; throws IllegalArgumentException where it holds more or fewer. */
	public Tensor reshape(long... other) {
		return new Tensor(type, other, bytes.array());
	}

	/** With its axes in another order: axis i of the result is axis order[i] of this one. */
	public Tensor permute(int... order) {
		long[] own = strides(shape);
		long[] sizes = Arrays.stream(order).mapToLong(axis -> shape[axis]).toArray();
		long[] strides = Arrays.stream(order).mapToLong(axis -> own[axis]).toArray();
		return gather(type, sizes, bytes, 0, strides);
	}

	/** With the values along some axes in reverse. */
	public Tensor flip(int... axes) {
		long[] strides = strides(shape);
		long first = 0;
		for (int axis : axes) {
			first += strides[axis] * Math.max(0, shape[axis] - 1);
			strides[axis] = -strides[axis];
		}
		return gather(type, shape, bytes, first, strides);
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof Tensor tensor && tensor.type == type && Arrays.equals(tensor.shape, shape) && Arrays.equals(tensor.live(), live());
	}

	@Override
	public int hashCode() {
		return 31 * Arrays.hashCode(shape) + Arrays.hashCode(live());
	}

	@Override
	public String toString() {
		return type + " " + Arrays.toString(shape);
	}
}
