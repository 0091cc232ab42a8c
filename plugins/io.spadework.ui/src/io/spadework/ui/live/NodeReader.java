package io.spadework.ui.live;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import io.spadework.runs.RunFolder;

/** Reads what a run's engine has sampled of its networks' nodes last: the last whole line of blocks.jsonl. */
final class NodeReader {

	/** A longer line is none that an engine writes. */
	private static final int LONGEST_LINE = 1 << 24;

	private final Path file;
	private long size = -1;
	private List<NodeStatistics> latest = List.of();
	private int step = -1;

	NodeReader(RunFolder run) {
		file = run.path().resolve("blocks.jsonl");
	}

	/** Reads what is new. */
	void refresh() {
		try {
			long now = Files.isRegularFile(file) ? Files.size(file) : 0;
			if (now == size) {
				return;
			}
			size = now;
			String line = lastLine();
			if (!line.isEmpty()) {
				take(JsonParser.parseString(line).getAsJsonObject());
			}
		} catch (IOException | RuntimeException damaged) {
			// what was read before still stands
		}
	}

	private String lastLine() throws IOException {
		try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
			for (int wanted = 1 << 16; wanted <= LONGEST_LINE; wanted *= 4) {
				int length = (int) Math.min(wanted, size);
				byte[] bytes = new byte[length];
				in.seek(size - length);
				in.readFully(bytes);
				String text = new String(bytes, StandardCharsets.UTF_8);
				int end = text.lastIndexOf('\n');
				int start = end < 0 ? -1 : text.lastIndexOf('\n', end - 1);
				if (end >= 0 && (start >= 0 || length == size)) {
					return text.substring(start + 1, end);
				}
				if (length == size) {
					return "";
				}
			}
		}
		return "";
	}

	private void take(JsonObject json) {
		List<NodeStatistics> read = new ArrayList<>();
		for (JsonElement element : json.getAsJsonArray("blocks")) {
			JsonObject node = element.getAsJsonObject();
			read.add(new NodeStatistics(node.get("network").getAsString(), node.get("path").getAsString(), node.get("scale").getAsInt(), node.get("mean").getAsDouble(),
					node.get("spread").getAsDouble(), node.get("zeros").getAsDouble(), node.get("dead").getAsDouble(), node.has("gradient") ? node.get("gradient").getAsDouble() : Double.NaN));
		}
		latest = List.copyOf(read);
		step = json.get("step").getAsInt();
	}

	/** The newest statistics; empty before any. */
	List<NodeStatistics> latest() {
		return latest;
	}

	/** Their step, -1 before any. */
	int step() {
		return step;
	}
}
