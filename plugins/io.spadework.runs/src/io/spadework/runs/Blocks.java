package io.spadework.runs;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Statistics of a run's blocks, blocks.jsonl, as far as it has been written: {@link #refresh} reads on. A step that comes again, as after resuming, drops what was said of it and
 * of later ones; a line that is cut short or damaged is passed by. Safe for use by several threads.
 */
public final class Blocks {

	private static final int CHUNK = 1 << 20;

	private final Path file;
	private final NavigableMap<Integer, List<BlockValues>> steps = new TreeMap<>();
	private long offset;
	private byte[] rest = new byte[0];

	private Blocks(Path file) {
		this.file = file;
	}

	/** What the folder of a run says now; the folder need not exist yet. */
	public static Blocks read(Path run) {
		Blocks blocks = new Blocks(run.resolve("blocks.jsonl"));
		blocks.refresh();
		return blocks;
	}

	/** Reads what has been written since; returns whether anything has changed. */
	public synchronized boolean refresh() {
		boolean changed = false;
		if (!Files.isRegularFile(file)) {
			return forget();
		}
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
			if (channel.size() < offset) {
				changed = forget();
			}
			ByteBuffer buffer = ByteBuffer.allocate(CHUNK);
			for (int read = channel.read(buffer, offset); read > 0; read = channel.read(buffer.clear(), offset)) {
				offset += read;
				changed |= take(buffer.array(), read);
			}
		} catch (IOException e) {
			// what has been read still stands; the next refresh tries again
		}
		return changed;
	}

	/** Steps that statistics were made at, in order. */
	public synchronized List<Integer> steps() {
		return List.copyOf(steps.keySet());
	}

	/** The statistics of the newest step that is not after this one; empty where there is none. */
	public synchronized List<BlockValues> at(int step) {
		var entry = steps.floorEntry(step);
		return entry == null ? List.of() : entry.getValue();
	}

	/** The newest statistics; empty before any. */
	public List<BlockValues> latest() {
		return at(Integer.MAX_VALUE);
	}

	private boolean forget() {
		boolean changed = !steps.isEmpty();
		steps.clear();
		offset = 0;
		rest = new byte[0];
		return changed;
	}

	private boolean take(byte[] bytes, int length) {
		boolean changed = false;
		int start = 0;
		for (int i = 0; i < length; i++) {
			if (bytes[i] == '\n') {
				byte[] line = new byte[rest.length + i - start];
				System.arraycopy(rest, 0, line, 0, rest.length);
				System.arraycopy(bytes, start, line, rest.length, i - start);
				changed |= line(new String(line, StandardCharsets.UTF_8));
				rest = new byte[0];
				start = i + 1;
			}
		}
		byte[] more = new byte[rest.length + length - start];
		System.arraycopy(rest, 0, more, 0, rest.length);
		System.arraycopy(bytes, start, more, rest.length, length - start);
		rest = more;
		return changed;
	}

	private boolean line(String text) {
		try {
			JsonObject json = JsonParser.parseString(text).getAsJsonObject();
			int step = json.get("step").getAsInt();
			List<BlockValues> values = new ArrayList<>();
			for (JsonElement element : json.getAsJsonArray("blocks")) {
				JsonObject block = element.getAsJsonObject();
				values.add(new BlockValues(block.get("network").getAsString(), block.get("path").getAsString(), block.get("scale").getAsInt(), block.get("mean").getAsDouble(),
						block.get("spread").getAsDouble(), block.get("zeros").getAsDouble(), block.get("dead").getAsDouble(),
						block.has("gradient") ? block.get("gradient").getAsDouble() : Double.NaN));
			}
			steps.tailMap(step, true).clear();
			steps.put(step, Collections.unmodifiableList(values));
			return true;
		} catch (RuntimeException | StackOverflowError damaged) {
			return false;
		}
	}
}
