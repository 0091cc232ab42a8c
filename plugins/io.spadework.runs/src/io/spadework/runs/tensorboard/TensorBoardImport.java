package io.spadework.runs.tensorboard;

import io.spadework.runs.RunFolder;
import io.spadework.runs.RunInfo;
import io.spadework.runs.RunStatus;
import io.spadework.runs.RunWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The scalars of a TensorBoard log folder as a run folder, so that another program's training lies beside ours. */
public final class TensorBoardImport {

	private static final int DEEPEST = 8;

	private final SortedMap<Integer, Line> lines = new TreeMap<>();
	private double firstTime = Double.POSITIVE_INFINITY;
	private boolean cutShort;

	private TensorBoardImport() {
	}

	/** What was said of a step. */
	private static final class Line {

		/** When the first of it was said, in seconds since 1970. */
		private final double wallTime;
		private final Map<String, Double> values = new LinkedHashMap<>();

		Line(double wallTime) {
			this.wallTime = wallTime;
		}
	}

	/** True if there are event files in a folder or below. */
	public static boolean isLog(Path folder) {
		try {
			return !logFolders(folder).isEmpty();
		} catch (IOException e) {
			return false;
		}
	}

	/**
	 * Makes a run of a log folder. A folder of several logs becomes a folder of as many runs, named alike.
	 *
	 * @param target a folder that has no run yet
	 * @return the runs
	 * @throws EventFileException a file is damaged or no event file
	 * @throws IOException there is nothing to import, a step is not between 0 and 2,147,483,647, or the target has a run already
	 */
	public static List<RunFolder> read(Path log, Path target) throws IOException {
		List<Path> folders = logFolders(log);
		if (folders.isEmpty()) {
			throw new IOException(log + " has no TensorBoard event files; their names hold \"tfevents\"");
		}
		Map<Path, TensorBoardImport> imports = new LinkedHashMap<>();
		for (Path folder : folders) {
			TensorBoardImport one = new TensorBoardImport();
			one.gather(folder);
			if (!one.lines.isEmpty()) {
				Path relative = log.relativize(folder);
				imports.put(folders.size() == 1 ? target : target.resolve(relative.toString().isEmpty() ? name(log) : relative.toString()), one);
			}
		}
		if (imports.isEmpty()) {
			throw new IOException(log + " has event files, but no scalars in them");
		}
		for (Path run : imports.keySet()) {
			if (RunFolder.isRun(run)) {
				throw new FileAlreadyExistsException(run.toString(), null, "there is a run already");
			}
		}
		List<RunFolder> runs = new ArrayList<>();
		for (Map.Entry<Path, TensorBoardImport> entry : imports.entrySet()) {
			runs.add(entry.getValue().write(entry.getKey(), log));
		}
		return runs;
	}

	private void gather(Path folder) throws IOException {
		for (Path file : eventFiles(folder)) {
			boolean complete = EventFile.read(file, new EventFile.Reader() {

				@Override
				public void scalar(String tag, long step, double wallTime, double value) {
					if (step < 0 || step > Integer.MAX_VALUE) {
						throw new IllegalArgumentException("\"" + tag + "\" is at step " + step + "; a step is between 0 and " + Integer.MAX_VALUE);
					}
					firstTime = Math.min(firstTime, wallTime);
					Line line = lines.computeIfAbsent((int) step, at -> new Line(wallTime));
					line.values.put(tag, value);
				}

				@Override
				public void restart(long step) {
					lines.tailMap((int) Math.max(0, Math.min(Integer.MAX_VALUE, step))).clear();
				}
			});
			cutShort |= !complete;
		}
	}

	private RunFolder write(Path target, Path log) throws IOException {
		RunFolder run = RunFolder.at(target);
		String message = "imported from TensorBoard's files in " + log.toAbsolutePath().normalize() + (cutShort ? "; a file ended within a record" : "");
		RunInfo info = RunInfo.imported(target.toAbsolutePath().normalize().getFileName().toString(), lines.lastKey(), message);
		try (RunWriter writer = RunWriter.start(run, info, lines.firstKey())) {
			for (Map.Entry<Integer, Line> line : lines.entrySet()) {
				double wall = line.getValue().wallTime - firstTime;
				writer.metrics(line.getKey(), 0, Double.isFinite(wall) ? wall : 0, line.getValue().values);
			}
			writer.status(RunStatus.FINISHED, message);
		}
		return run;
	}

	private static List<Path> logFolders(Path log) throws IOException {
		try (Stream<Path> all = Files.walk(log, DEEPEST)) {
			return all.filter(EventFile::isOne).filter(Files::isRegularFile).map(Path::getParent).distinct().sorted().toList();
		} catch (UncheckedIOException e) {
			throw e.getCause();
		}
	}

	/** A folder's event files in the order of their names, which is that of time. */
	private static List<Path> eventFiles(Path folder) throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return files.filter(EventFile::isOne).filter(Files::isRegularFile).sorted().toList();
		}
	}

	private static String name(Path folder) {
		return folder.toAbsolutePath().normalize().getFileName().toString();
	}
}
