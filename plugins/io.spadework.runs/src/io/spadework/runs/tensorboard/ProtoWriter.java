package io.spadework.runs.tensorboard;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Builds a protocol buffer message field by field. */
final class ProtoWriter {

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	ProtoWriter number(int field, long value) {
		tag(field, ProtoReader.VARINT);
		varint(value);
		return this;
	}

	ProtoWriter fixed64(int field, double value) {
		tag(field, ProtoReader.FIXED_64);
		out.writeBytes(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putDouble(value).array());
		return this;
	}

	ProtoWriter fixed32(int field, float value) {
		tag(field, ProtoReader.FIXED_32);
		out.writeBytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(value).array());
		return this;
	}

	ProtoWriter text(int field, String value) {
		return bytes(field, value.getBytes(StandardCharsets.UTF_8));
	}

	ProtoWriter message(int field, ProtoWriter value) {
		return bytes(field, value.toBytes());
	}

	byte[] toBytes() {
		return out.toByteArray();
	}

	private ProtoWriter bytes(int field, byte[] value) {
		tag(field, ProtoReader.BYTES);
		varint(value.length);
		out.writeBytes(value);
		return this;
	}

	private void tag(int field, int kind) {
		varint((long) field << 3 | kind);
	}

	private void varint(long value) {
		long rest = value;
		while ((rest & ~0x7fL) != 0) {
			out.write((int) (rest & 0x7f | 0x80));
			rest >>>= 7;
		}
		out.write((int) rest);
	}
}
