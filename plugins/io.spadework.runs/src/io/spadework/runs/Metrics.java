package io.spadework.runs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The measured series of a run, read from its metrics-n.jsonl files and followed as they grow. Where a resumed run says again what
 * an earlier process said, the later one counts. Threads may share it.
 */
public final class Metrics {

	private static final Pattern FILE = Pattern.compile("metrics-(\\d{1,9})\\.jsonl");
	private static final int CHUNK = 1 << 20;
	/** No line of metrics is longer; what is longer is skipped as corrupt. */
	private static final int LONGEST_LINE = 1 << 24;

	private final Path run;
	private final Map<String, Column> columns = new LinkedHashMap<>();
	private final MetricsLine line = new MetricsLine(columns);
	private int[] steps = new int[256];
	private double[] walls = new double[256];
	private int[] epochs = new int[256];
	private int lineCount;
	private int corruptLines;
	private int lastEpoch;
	private String problem;

	/** Number of the file being read, 0 = none yet. */
	private int file;
	/** Everything in the file before this byte has been read. */
	private long offset;
	/** First step the file being read may speak of, -1 = its header has not been read. */
	private int from = -1;
	/** Within a line too long to be true: skip to its end. */
	private boolean skipping;

	private Metrics(Path run) {
		this.run = run;
	}

	/** Reads all there is; a folder without metrics has no series. */
	public static Metrics read(Path run) {
		Metrics metrics = new Metrics(run);
		metrics.refresh();
		return metrics;
	}

	/** Reads what was written since the last call, and only that; true if the series have changed. */
	public synchronized boolean refresh() {
		problem = null;
		int linesBefore = lineCount;
		boolean changed = false;
		try {
			SortedMap<Integer, Path> files = files(run);
			if (file != 0 && (!files.containsKey(file) || Files.size(files.get(file)) < offset)) {
				forgetAll();
				changed = linesBefore > 0;
			}
			for (Map.Entry<Integer, Path> next : files.tailMap(Math.max(file, 1)).entrySet()) {
				changed |= readOn(next.getKey(), next.getValue());
			}
		} catch (IOException e) {
			problem = "The metrics of " + run + " can't be read on: " + e;
		}
		return changed;
	}

	/** Names of all series, sorted. */
	public synchronized Set<String> series() {
		Set<String> names = new TreeSet<>();
		for (Column column : columns.values()) {
			if (column.size > 0) {
				names.add(column.name);
			}
		}
		return Collections.unmodifiableSet(names);
	}

	/** A series as it is now; empty if there is none of this name. Ask again after {@link #refresh()}. */
	public synchronized Series series(String name) {
		Column column = columns.get(name);
		return column == null ? new Series(name, 0, new int[0], new double[0], steps, walls, epochs)
				: new Series(name, column.size, column.lines, column.values, steps, walls, epochs);
	}

	/** The newest step, -1 where nothing has been measured. */
	public synchronized int lastStep() {
		return lineCount == 0 ? -1 : steps[lineCount - 1];
	}

	/** Seconds of training at the newest step, 0 where nothing has been measured. */
	public synchronized double lastWall() {
		return lineCount == 0 ? 0 : walls[lineCount - 1];
	}

	/** Epoch of the newest step, 0 where nothing has been measured. */
	public synchronized int lastEpoch() {
		return lastEpoch;
	}

	/** Complete lines that were passed by because they are no metrics or their step doesn't increase. */
	public synchronized int corruptLines() {
		return corruptLines;
	}

	/** Why the last refresh could not read everything, or null. */
	public synchronized String problem() {
		return problem;
	}

	/** The metrics files of a run by their number. */
	static SortedMap<Integer, Path> files(Path run) {
		SortedMap<Integer, Path> files = new TreeMap<>();
		try (DirectoryStream<Path> entries = Files.newDirectoryStream(run)) {
			for (Path entry : entries) {
				Matcher matcher = FILE.matcher(entry.getFileName().toString());
				if (matcher.matches()) {
					files.put(Integer.parseInt(matcher.group(1)), entry);
				}
			}
		} catch (IOException | DirectoryIteratorException e) {
			// Nothing written yet.
		}
		return files;
	}

	private boolean readOn(int number, Path path) throws IOException {
		if (number != file) {
			file = number;
			offset = 0;
			from = -1;
			skipping = false;
		}
		boolean changed = false;
		try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
			if (channel.size() <= offset) {
				return false;
			}
			byte[] bytes = new byte[(int) Math.min(CHUNK, channel.size() - offset)];
			int held = 0;
			while (true) {
				int read = channel.read(ByteBuffer.wrap(bytes, held, bytes.length - held), offset + held);
				if (read <= 0) {
					return changed;
				}
				held += read;
				int start = 0;
				for (int i = held - read; i < held; i++) {
					if (bytes[i] == '\n') {
						changed |= take(bytes, start, i);
						start = i + 1;
					}
				}
				offset += start;
				held -= start;
				System.arraycopy(bytes, start, bytes, 0, held);
				if (held == bytes.length) {
					if (held < LONGEST_LINE) {
						bytes = Arrays.copyOf(bytes, held * 2);
					} else {
						skipping = true;
						offset += held;
						held = 0;
					}
				} else if (bytes.length < CHUNK && offset + held < channel.size()) {
					bytes = Arrays.copyOf(bytes, CHUNK);
				}
			}
		}
	}

	/** One complete line. */
	private boolean take(byte[] bytes, int start, int end) {
		if (skipping) {
			skipping = false;
			corruptLines++;
			return false;
		}
		boolean readable = line.parse(bytes, start, end);
		if (from < 0) {
			if (readable && line.hasFrom) {
				from = line.from;
				return dropFrom(from);
			}
			if (!readable || !line.hasStep) {
				corruptLines++;
				return false;
			}
			// The header is lost: what this process says first is where it started.
			from = line.step;
			dropFrom(from);
			append();
			return true;
		}
		if (!readable || !line.hasStep || line.step < from || lineCount > 0 && line.step <= steps[lineCount - 1]) {
			corruptLines++;
			return false;
		}
		append();
		return true;
	}

	private void append() {
		if (lineCount == steps.length) {
			steps = Arrays.copyOf(steps, lineCount * 2);
			walls = Arrays.copyOf(walls, lineCount * 2);
			epochs = Arrays.copyOf(epochs, lineCount * 2);
		}
		steps[lineCount] = line.step;
		walls[lineCount] = line.wall;
		epochs[lineCount] = line.epoch;
		lastEpoch = line.epoch;
		for (int i = 0; i < line.valueCount; i++) {
			line.valueColumns[i].append(lineCount, line.values[i]);
		}
		lineCount++;
	}

	/** Drops what earlier files said at or after a step; into fresh arrays, because series handed out keep reading the old ones. */
	private boolean dropFrom(int step) {
		int keep = Arrays.binarySearch(steps, 0, lineCount, step);
		keep = keep < 0 ? -keep - 1 : keep;
		if (keep == lineCount) {
			return false;
		}
		lineCount = keep;
		steps = Arrays.copyOf(Arrays.copyOf(steps, keep), Math.max(256, keep + keep / 2));
		walls = Arrays.copyOf(Arrays.copyOf(walls, keep), Math.max(256, keep + keep / 2));
		epochs = Arrays.copyOf(Arrays.copyOf(epochs, keep), Math.max(256, keep + keep / 2));
		for (Column column : columns.values()) {
			column.dropLinesFrom(keep);
		}
		return true;
	}

	private void forgetAll() {
		columns.clear();
		line.forgetOrder();
		steps = new int[256];
		walls = new double[256];
		epochs = new int[256];
		lineCount = 0;
		corruptLines = 0;
		lastEpoch = 0;
		file = 0;
		offset = 0;
		from = -1;
		skipping = false;
	}

	/** Growing storage of one series. */
	static final class Column {

		final String name;
		/** The name as it stands between quotes in the file, to recognise it without decoding. */
		final byte[] raw;
		int[] lines = new int[64];
		double[] values = new double[64];
		int size;

		Column(String name, byte[] raw) {
			this.name = name;
			this.raw = raw;
		}

		void append(int atLine, double value) {
			if (size > 0 && lines[size - 1] == atLine) {
				return;
			}
			if (size == lines.length) {
				lines = Arrays.copyOf(lines, size * 2);
				values = Arrays.copyOf(values, size * 2);
			}
			lines[size] = atLine;
			values[size++] = value;
		}

		void dropLinesFrom(int keep) {
			int position = Arrays.binarySearch(lines, 0, size, keep);
			size = position < 0 ? -position - 1 : position;
			lines = Arrays.copyOf(Arrays.copyOf(lines, size), Math.max(64, size * 2));
			values = Arrays.copyOf(Arrays.copyOf(values, size), Math.max(64, size * 2));
		}
	}
}
