package io.spadework.runs.tensorboard;

import io.spadework.runs.RunException;
import io.spadework.runs.RunFolder;
import io.spadework.runs.export.RunSeries;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** A run's series and evaluations as a TensorBoard event file. */
public final class TensorBoardExport {

	private TensorBoardExport() {
	}

	/**
	 * Writes one event file into a log folder; made anew, it replaces the earlier one. Values are floats there, times are the start of the
	 * run and the seconds of training.
	 *
	 * @return the file
	 * @throws RunException the folder is no run
	 */
	public static Path write(RunFolder run, Path logFolder) throws IOException, RunException {
		double start = start(run.info().processStart(), run);
		RunSeries series = RunSeries.of(run);
		List<String> names = series.names();
		Files.createDirectories(logFolder);
		Path file = logFolder.resolve(String.format(Locale.ROOT, "events.out.tfevents.%010d.spadework", (long) start));
		Path aside = file.resolveSibling("." + file.getFileName() + ".tmp");
		try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(aside), 1 << 16)) {
			TfRecords.write(out, new ProtoWriter().fixed64(EventFile.WALL_TIME, start).text(EventFile.FILE_VERSION, EventFile.VERSION).toBytes());
			series.read((step, wall, values, measured) -> {
				ProtoWriter summary = new ProtoWriter();
				for (int i = 0; i < values.length; i++) {
					if (measured[i]) {
						summary.message(EventFile.VALUE, new ProtoWriter().text(EventFile.TAG, names.get(i)).fixed32(EventFile.SIMPLE_VALUE, (float) values[i]));
					}
				}
				TfRecords.write(out, new ProtoWriter().fixed64(EventFile.WALL_TIME, start + wall).number(EventFile.STEP, step).message(EventFile.SUMMARY, summary).toBytes());
			});
		}
		Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
		return file;
	}

	/** Seconds since 1970 when the run started; where that isn't known, the age of run.json has to do. */
	private static double start(String instant, RunFolder run) throws IOException {
		Instant start;
		try {
			start = Instant.parse(instant);
		} catch (DateTimeException unknown) {
			start = Files.getLastModifiedTime(run.path().resolve("run.json")).toInstant();
		}
		return start.toEpochMilli() / 1000.0;
	}
}
