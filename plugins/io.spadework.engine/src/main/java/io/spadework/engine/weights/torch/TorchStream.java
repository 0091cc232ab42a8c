package io.spadework.engine.weights.torch;

import io.spadework.engine.weights.StoredTensor;
import io.spadework.engine.weights.WeightsFile;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What torch.save wrote before PyTorch 1.6: a magic number, the protocol, the system it was written on, the objects and the keys of their storages, each pickled, and then
 * the storages, each with its number of values before them. Its numbers are little-endian on every system.
 */
public final class TorchStream implements WeightsFile {

	private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
	private static final long PROTOCOL = 1001;
	private static final int PICKLE = 0x80;

	private final FileChannel channel;
	private final Map<String, Long> places;
	private final Map<String, StoredTensor> tensors;

	private TorchStream(FileChannel channel, Map<String, Long> places, Map<String, View> views, Path path) {
		this.channel = channel;
		this.places = places;
		tensors = StoredView.all(views, this::values, path.toString());
	}

	/** Whether a file that begins so may be one. */
	public static boolean begins(byte[] start) {
		return start.length > 1 && Byte.toUnsignedInt(start[0]) == PICKLE;
	}

	/** Reads the list of tensors; throws an IOException that says what is wrong with a file that can't be used. */
	public static TorchStream open(Path path) throws IOException {
		String place = path.toString();
		Map<String, Storage> storages = new HashMap<>();
		Map<String, View> views;
		List<?> keys;
		long position;
		try (Counting stream = new Counting(new BufferedInputStream(Files.newInputStream(path)))) {
			if (!MAGIC.equals(Pickle.read(stream, place, storages))) {
				throw new IOException(place + " is a pickle, but not one of PyTorch's.");
			}
			Object protocol = Pickle.read(stream, place, storages);
			if (!Long.valueOf(PROTOCOL).equals(protocol)) {
				throw new IOException(place + " has another protocol of PyTorch's than " + PROTOCOL + ".");
			}
			Pickle.read(stream, place, storages);
			views = StateDict.of(Pickle.read(stream, place, storages), place);
			if (!(Pickle.read(stream, place, storages) instanceof List<?> list)) {
				throw new IOException(place + " is damaged: there is no list of its storages.");
			}
			keys = list;
			position = stream.count;
		}
		FileChannel channel = FileChannel.open(path);
		try {
			return new TorchStream(channel, places(channel, keys, position, storages, place), views, path);
		} catch (IOException | RuntimeException e) {
			channel.close();
			throw e;
		}
	}

	/** Where in the file the values of each storage begin; throws an IOException where they are not those that were announced. */
	private static Map<String, Long> places(FileChannel channel, List<?> keys, long start, Map<String, Storage> storages, String place) throws IOException {
		Map<String, Long> places = new HashMap<>();
		long position = start;
		for (Object key : keys) {
			Storage storage = key instanceof String ? storages.get(key) : null;
			if (storage == null) {
				throw new IOException(place + " is damaged: nothing says what one of its storages is.");
			}
			long number = read(channel, position, Long.BYTES, place).getLong();
			if (number != storage.whole()) {
				throw new IOException(place + " is damaged: its storage " + key + " has " + number + " values instead of " + storage.whole() + ".");
			}
			position += Long.BYTES;
			places.put(storage.key(), position);
			if (number < 0 || number > (channel.size() - position) / storage.type().width()) {
				throw new IOException(place + " ends too early: the " + number + " values of storage " + key + " are not all there.");
			}
			position += number * storage.type().width();
		}
		return places;
	}

	private ByteBuffer values(Storage storage, long first, long number, String place) throws IOException {
		Long position = places.get(storage.key());
		if (position == null) {
			throw new IOException(place + ": its values, storage " + storage.key() + ", are not in the file.");
		}
		int width = storage.type().width();
		return read(channel, position + first * width, number * width, place);
	}

	private static ByteBuffer read(FileChannel channel, long position, long length, String place) throws IOException {
		if (length > channel.size() - position) {
			throw new IOException(place + " ends too early.");
		}
		ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(length)).order(ByteOrder.LITTLE_ENDIAN);
		while (bytes.hasRemaining()) {
			if (channel.read(bytes, position + bytes.position()) < 0) {
				throw new IOException(place + " ends too early.");
			}
		}
		return bytes.flip();
	}

	@Override
	public Map<String, StoredTensor> tensors() {
		return Collections.unmodifiableMap(tensors);
	}

	@Override
	public void close() throws IOException {
		channel.close();
	}

	/** Counts the bytes that were read. */
	private static final class Counting extends FilterInputStream {

		private long count;

		Counting(InputStream stream) {
			super(stream);
		}

		@Override
		public int read() throws IOException {
			int next = in.read();
			count += next < 0 ? 0 : 1;
			return next;
		}

		@Override
		public int read(byte[] bytes, int from, int length) throws IOException {
			int number = in.read(bytes, from, length);
			count += Math.max(0, number);
			return number;
		}
	}
}
