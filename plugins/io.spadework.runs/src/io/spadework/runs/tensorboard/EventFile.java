package io.spadework.runs.tensorboard;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * The scalars of a TensorBoard event file, plain values as well as tensors without dimensions. Field numbers are those of
 * tensorboard/compat/proto: event, summary, tensor.
 */
public final class EventFile {

	/** What a file's first event says. */
	static final String VERSION = "brain.Event:2";

	/** Event: wall_time, step, file_version, summary, session_log. */
	static final int WALL_TIME = 1;
	static final int STEP = 2;
	static final int FILE_VERSION = 3;
	static final int SUMMARY = 5;
	private static final int SESSION_LOG = 7;
	/** Summary: value; and of a value: tag, simple_value, tensor, metadata. */
	static final int VALUE = 1;
	static final int TAG = 1;
	static final int SIMPLE_VALUE = 2;
	private static final int TENSOR = 8;
	private static final int METADATA = 9;
	/** SessionLog.START. */
	private static final int START = 1;
	private static final String SCALARS = "scalars";

	private final Reader reader;
	/** Tags that were declared as scalars: only the first event of a tag says so. */
	private final Set<String> scalars = new HashSet<>();

	/** Takes in what a file says. */
	public interface Reader {

		/**
		 * A scalar.
		 *
		 * @param wallTime seconds since 1970
		 */
		void scalar(String tag, long step, double wallTime, double value);

		/** A program has begun again at a step: what was said of this and later steps doesn't count any more. */
		void restart(long step);
	}

	private EventFile(Reader reader) {
		this.reader = reader;
	}

	/** True for a file that is named as TensorBoard names them. */
	public static boolean isOne(Path file) {
		return file.getFileName().toString().contains("tfevents");
	}

	/**
	 * Reads a file.
	 *
	 * @return false where the file ends within a record, as one does that is being written or whose writer was killed
	 * @throws EventFileException a length or a check sum is wrong, or a record is no event
	 */
	public static boolean read(Path file, Reader reader) throws IOException {
		EventFile events = new EventFile(reader);
		try (TfRecords records = new TfRecords(file)) {
			long offset = records.offset();
			for (byte[] record = records.next(); record != null; record = records.next()) {
				try {
					events.event(new ProtoReader(ByteBuffer.wrap(record)));
				} catch (RuntimeException malformed) {
					throw new EventFileException(file + " has no event at byte " + offset + ": " + (malformed.getMessage() == null ? "it breaks off" : malformed.getMessage()));
				}
				offset = records.offset();
			}
			return !records.truncated();
		}
	}

	private void event(ProtoReader event) {
		double wallTime = 0;
		long step = 0;
		ByteBuffer summary = null;
		boolean start = false;
		while (event.next()) {
			if (event.is(WALL_TIME, ProtoReader.FIXED_64)) {
				wallTime = event.fixed64();
			} else if (event.is(STEP, ProtoReader.VARINT)) {
				step = event.varint();
			} else if (event.is(SUMMARY, ProtoReader.BYTES)) {
				summary = event.bytes();
			} else if (event.is(SESSION_LOG, ProtoReader.BYTES)) {
				start = starts(event.message());
			} else {
				event.skip();
			}
		}
		if (start) {
			reader.restart(step);
		}
		if (summary != null) {
			ProtoReader values = new ProtoReader(summary);
			while (values.next()) {
				if (values.is(VALUE, ProtoReader.BYTES)) {
					value(values.message(), step, wallTime);
				} else {
					values.skip();
				}
			}
		}
	}

	private static boolean starts(ProtoReader session) {
		long status = 0;
		while (session.next()) {
			if (session.is(1, ProtoReader.VARINT)) {
				status = session.varint();
			} else {
				session.skip();
			}
		}
		return status == START;
	}

	private void value(ProtoReader value, long step, double wallTime) {
		String tag = "";
		Double number = null;
		Tensor tensor = null;
		String plugin = "";
		while (value.next()) {
			if (value.is(TAG, ProtoReader.BYTES)) {
				tag = value.text();
			} else if (value.is(SIMPLE_VALUE, ProtoReader.FIXED_32)) {
				number = Tensor.shortest(value.fixed32());
			} else if (value.is(TENSOR, ProtoReader.BYTES)) {
				tensor = Tensor.read(value.message());
			} else if (value.is(METADATA, ProtoReader.BYTES)) {
				plugin = plugin(value.message());
			} else {
				value.skip();
			}
		}
		if (plugin.equals(SCALARS)) {
			scalars.add(tag);
		}
		if (number == null && tensor != null && (scalars.contains(tag) || plugin.isEmpty() && tensor.isScalar())) {
			number = tensor.number();
		}
		if (number != null) {
			reader.scalar(tag, step, wallTime, number);
		}
	}

	/** SummaryMetadata: plugin_data, and of that plugin_name. */
	private static String plugin(ProtoReader metadata) {
		String name = "";
		while (metadata.next()) {
			if (metadata.is(1, ProtoReader.BYTES)) {
				ProtoReader data = metadata.message();
				while (data.next()) {
					if (data.is(1, ProtoReader.BYTES)) {
						name = data.text();
					} else {
						data.skip();
					}
				}
			} else {
				metadata.skip();
			}
		}
		return name;
	}
}
