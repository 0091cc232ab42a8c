package io.spadework.runs.catalogue;

import io.spadework.runs.RunFolder;
import io.spadework.runs.compare.Summary;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A file of summaries, so that a thousand runs need not be read again at each start. It may be lost, cut short or of another version at any
 * time: then runs are read anew.
 */
final class SummaryCache {

	private static final int VERSION = 0x53504401;
	private static final int MOST = 10_000_000;
	/** A letter takes three bytes at most, and a text 65,535. */
	private static final int LONGEST = 21_000;

	private SummaryCache() {
	}

	static Map<RunFolder, RunIndex.Cached> read(Path file) {
		Map<RunFolder, RunIndex.Cached> cached = new HashMap<>();
		if (!Files.isRegularFile(file)) {
			return cached;
		}
		try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
			if (in.readInt() != VERSION) {
				return cached;
			}
			List<String> words = new ArrayList<>();
			for (int i = count(in); i > 0; i--) {
				words.add(in.readUTF());
			}
			for (int i = count(in); i > 0; i--) {
				RunFolder run = RunFolder.at(Path.of(in.readUTF()));
				cached.put(run, new RunIndex.Cached(in.readUTF(), readSummary(in, words)));
			}
			return cached;
		} catch (IOException | RuntimeException damaged) {
			return new HashMap<>();
		}
	}

	static void write(Path file, Map<RunFolder, RunIndex.Cached> runs) throws IOException {
		Map<String, Integer> words = new HashMap<>();
		List<String> order = new ArrayList<>();
		runs.values().forEach(run -> {
			List<String> used = new ArrayList<>(run.summary().metrics().keySet());
			run.summary().settings().forEach((name, value) -> used.addAll(List.of(name, value)));
			used.forEach(word -> words.computeIfAbsent(word, each -> {
				order.add(each);
				return order.size() - 1;
			}));
		});
		Files.createDirectories(file.toAbsolutePath().getParent());
		Path aside = file.resolveSibling(file.getFileName() + ".tmp");
		try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(aside), 1 << 16))) {
			out.writeInt(VERSION);
			out.writeInt(order.size());
			for (String word : order) {
				out.writeUTF(word);
			}
			out.writeInt(runs.size());
			for (Map.Entry<RunFolder, RunIndex.Cached> run : runs.entrySet()) {
				out.writeUTF(run.getKey().path().toString());
				out.writeUTF(run.getValue().stamp());
				write(out, run.getValue().summary(), words);
			}
		}
		Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
	}

	private static void write(DataOutputStream out, RunSummary summary, Map<String, Integer> words) throws IOException {
		for (String text : List.of(summary.status(), summary.problem(), summary.study(), summary.experiment(), summary.seed(), summary.backend())) {
			out.writeUTF(text);
		}
		out.writeLong(summary.started() == null ? Long.MIN_VALUE : summary.started().toEpochMilli());
		out.writeDouble(summary.seconds());
		out.writeInt(summary.step());
		out.writeInt(summary.totalSteps());
		out.writeBoolean(summary.imported());
		out.writeInt(summary.settings().size());
		for (Map.Entry<String, String> setting : summary.settings().entrySet()) {
			out.writeInt(words.get(setting.getKey()));
			out.writeInt(words.get(setting.getValue()));
		}
		out.writeInt(summary.metrics().size());
		for (Map.Entry<String, Summary> metric : summary.metrics().entrySet()) {
			Summary values = metric.getValue();
			out.writeInt(words.get(metric.getKey()));
			for (int number : new int[] { values.count(), values.notFinite(), values.lastStep(), values.minStep(), values.maxStep(), values.samples() }) {
				out.writeInt(number);
			}
			for (double number : new double[] { values.last(), values.min(), values.max() }) {
				out.writeDouble(number);
			}
			out.writeBoolean(values.interval() != null);
			if (values.interval() != null) {
				out.writeDouble(values.interval()[0]);
				out.writeDouble(values.interval()[1]);
			}
		}
	}

	private static RunSummary readSummary(DataInputStream in, List<String> words) throws IOException {
		String status = in.readUTF();
		String problem = in.readUTF();
		String study = in.readUTF();
		String experiment = in.readUTF();
		String seed = in.readUTF();
		String backend = in.readUTF();
		long started = in.readLong();
		double seconds = in.readDouble();
		int step = in.readInt();
		int totalSteps = in.readInt();
		boolean imported = in.readBoolean();
		SortedMap<String, String> settings = new TreeMap<>();
		for (int i = count(in); i > 0; i--) {
			settings.put(words.get(in.readInt()), words.get(in.readInt()));
		}
		SortedMap<String, Summary> metrics = new TreeMap<>();
		for (int i = count(in); i > 0; i--) {
			String name = words.get(in.readInt());
			int count = in.readInt();
			int notFinite = in.readInt();
			int lastStep = in.readInt();
			int minStep = in.readInt();
			int maxStep = in.readInt();
			int samples = in.readInt();
			double last = in.readDouble();
			double min = in.readDouble();
			double max = in.readDouble();
			double[] interval = in.readBoolean() ? new double[] { in.readDouble(), in.readDouble() } : null;
			metrics.put(name, new Summary(count, notFinite, last, lastStep, min, minStep, max, maxStep, interval, samples));
		}
		return new RunSummary(status, problem, study, experiment, seed, backend, started == Long.MIN_VALUE ? null : Instant.ofEpochMilli(started), seconds, step, totalSteps, imported, settings, metrics);
	}

	private static int count(DataInputStream in) throws IOException {
		int count = in.readInt();
		if (count < 0 || count > MOST) {
			throw new IOException("no count: " + count);
		}
		return count;
	}

	/** False for a run with texts that are longer than such a file can hold, as only a damaged one has. */
	static boolean fits(RunSummary summary) {
		return Stream.of(Stream.of(summary.problem(), summary.study(), summary.experiment(), summary.backend()), summary.settings().keySet().stream(), summary.settings().values().stream(),
				summary.metrics().keySet().stream()).flatMap(texts -> texts).allMatch(text -> text.length() <= LONGEST);
	}
}
