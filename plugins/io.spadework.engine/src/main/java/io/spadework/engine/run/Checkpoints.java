package io.spadework.engine.run;

import io.spadework.engine.weights.Checkpoint;
import io.spadework.runs.RunFolder;
import io.spadework.runs.compare.Direction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The checkpoint files of a run: latest.npz, which training goes on from; step-000500.npz and so on, the newest of those that are made every so many steps; best.npz, where a
 * series had its best value so far, and best.txt, which says so. A file is deleted only after a newer one is complete, and latest.npz never.
 */
final class Checkpoints {

	private static final Pattern KEPT = Pattern.compile("step-(\\d{6,9})\\.npz");
	private static final String BEST = "best.npz";

	private final Path folder;
	private final int most;
	private final String series;
	private final Direction direction;
	private double best = Double.NaN;
	private double sum;
	private int count;

	/**
	 * For a run.
	 *
	 * @param most   how many of those that are kept stay; 0: all
	 * @param series whose best value says which one is the best, or null; as {@link #requireDirection} accepts it
	 */
	Checkpoints(RunFolder run, int most, String series) throws IOException {
		folder = run.checkpoints();
		this.most = most;
		this.series = series;
		direction = series == null ? Direction.NONE : Direction.of(series);
		if (series != null) {
			readBest();
		}
	}

	/** Throws UserException for a series of which nobody can say which way it gets better. */
	static void requireDirection(String series) throws UserException {
		if (series != null && Direction.of(series) == Direction.NONE) {
			throw new UserException("The best checkpoint cannot be told by the series \"" + series
					+ "\": neither more nor less of it is better. loss/G/total, layout_accuracy and the like can be chosen, or none.");
		}
	}

	/** The file a resumed training goes on from. */
	static Path latest(RunFolder run) {
		return run.checkpoints().resolve("latest.npz");
	}

	private Path latest() {
		return folder.resolve("latest.npz");
	}

	/** Writes the latest checkpoint, and keeps a copy under its step if asked to; then lets go of copies that are too many. */
	void write(Checkpoint checkpoint, boolean keep) throws IOException {
		checkpoint.write(latest());
		if (keep) {
			copyLatest(String.format(Locale.ROOT, "step-%06d.npz", checkpoint.step()));
			prune(checkpoint.step());
		}
	}

	/** Lets the latest checkpoint be the one that a person chose, before training goes on from it. */
	void choose(Path chosen) throws IOException {
		if (!Files.isSameFile(chosen, latest())) {
			copy(chosen, latest());
		}
	}

	/** Takes in the values of a step's series. */
	void saw(Map<String, Double> values) {
		Double value = series == null ? null : values.get(series);
		if (value != null) {
			sum += value;
			count++;
		}
	}

	/** Keeps the latest checkpoint as the best one if the mean of the series since the last call is better than ever; returns whether it did. */
	boolean keepIfBest(int step) throws IOException {
		double mean = sum / count;
		boolean better = count > 0 && (Double.isNaN(best) ? Double.isFinite(mean) : direction.isBetter(mean, best));
		sum = 0;
		count = 0;
		if (better) {
			copyLatest(BEST);
			best = mean;
			Files.writeString(folder.resolve("best.txt"), step + "\t" + series + "\t" + mean + "\n", StandardCharsets.UTF_8);
		}
		return better;
	}

	private void readBest() throws IOException {
		Path file = folder.resolve("best.txt");
		if (Files.isRegularFile(file) && Files.isRegularFile(folder.resolve(BEST))) {
			String[] words = Files.readString(file).strip().split("\t");
			if (words.length == 3 && words[1].equals(series)) {
				try {
					best = Double.parseDouble(words[2]);
				} catch (NumberFormatException damaged) {
					best = Double.NaN; // the next one is the best then
				}
			}
		}
	}

	private void copyLatest(String name) throws IOException {
		copy(latest(), folder.resolve(name));
	}

	private static void copy(Path from, Path to) throws IOException {
		Path aside = to.resolveSibling("." + to.getFileName() + ".writing");
		Files.deleteIfExists(aside);
		try {
			try {
				Files.createLink(aside, from); // shares the bytes: checkpoints are replaced, never written into
			} catch (IOException | UnsupportedOperationException e) {
				Files.copy(from, aside);
			}
			Files.move(aside, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
		} finally {
			Files.deleteIfExists(aside); // renaming a link onto another one of the same file leaves it
		}
	}

	/** Those after the step belong to a course that the training has been taken back from: they make room first. */
	private void prune(int step) throws IOException {
		if (most == 0) {
			return;
		}
		NavigableMap<Integer, Path> kept = new TreeMap<>();
		try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
			for (Path file : files) {
				Matcher matcher = KEPT.matcher(file.getFileName().toString());
				if (matcher.matches()) {
					kept.put(Integer.parseInt(matcher.group(1)), file);
				}
			}
		}
		while (kept.size() > most) {
			Map.Entry<Integer, Path> least = kept.lastKey() > step ? kept.pollLastEntry() : kept.pollFirstEntry();
			Files.deleteIfExists(least.getValue());
		}
	}
}
