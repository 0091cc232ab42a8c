package io.spadework.runs.tensorboard;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Walks through the fields of a protocol buffer message. What is malformed ends in a {@link BufferUnderflowException} or {@link IllegalArgumentException}. */
final class ProtoReader {

	static final int VARINT = 0;
	static final int FIXED_64 = 1;
	static final int BYTES = 2;
	static final int FIXED_32 = 5;

	private final ByteBuffer in;
	private int field;
	private int kind;

	ProtoReader(ByteBuffer message) {
		in = message.order(ByteOrder.LITTLE_ENDIAN);
	}

	/** Goes to the next field; false at the message's end. */
	boolean next() {
		if (!in.hasRemaining()) {
			return false;
		}
		long tag = varint();
		field = (int) (tag >>> 3);
		kind = (int) (tag & 7);
		return true;
	}

	/** True if the field has this number and is written this way. */
	boolean is(int number, int wanted) {
		return field == number && kind == wanted;
	}

	int field() {
		return field;
	}

	int kind() {
		return kind;
	}

	long varint() {
		long value = 0;
		for (int shift = 0; shift < 64; shift += 7) {
			byte next = in.get();
			value |= (long) (next & 0x7f) << shift;
			if (next >= 0) {
				return value;
			}
		}
		throw new IllegalArgumentException("a number of more than 64 bits");
	}

	double fixed64() {
		return in.getDouble();
	}

	float fixed32() {
		return in.getFloat();
	}

	/** The field's bytes, as a view. */
	ByteBuffer bytes() {
		long length = varint();
		if (length < 0 || length > in.remaining()) {
			throw new IllegalArgumentException("a field of " + Long.toUnsignedString(length) + " bytes where " + in.remaining() + " are left");
		}
		ByteBuffer bytes = in.slice(in.position(), (int) length).order(ByteOrder.LITTLE_ENDIAN);
		in.position(in.position() + (int) length);
		return bytes;
	}

	ProtoReader message() {
		return new ProtoReader(bytes());
	}

	String text() {
		return StandardCharsets.UTF_8.decode(bytes()).toString();
	}

	/** Passes a field by. */
	void skip() {
		switch (kind) {
		case VARINT -> varint();
		case FIXED_64 -> in.getLong();
		case BYTES -> bytes();
		case FIXED_32 -> in.getInt();
		default -> throw new IllegalArgumentException("a field of kind " + kind);
		}
	}
}
