package io.spadework.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.spadework.model.Footprint;
import io.spadework.model.Studies;
import io.spadework.model.StudyException;
import io.spadework.model.difference.DifferenceTable;
import io.spadework.model.study.Experiment;
import io.spadework.runs.RunFolder;
import io.spadework.runs.compare.ComparedRun;
import io.spadework.runs.compare.Comparison;
import io.spadework.runs.compare.Group;
import io.spadework.runs.export.Table;

/** What runs trained, and what it takes, read once for each study that does not change. */
final class Experiments {

	private record Read(FileTime changed, Footprint footprint) {
	}

	private final Map<RunFolder, Read> known = new HashMap<>();

	/** What the networks of each group of runs have other than those of the first, a table each. */
	static List<Table> differences(Comparison comparison) {
		Map<String, Experiment> experiments = new LinkedHashMap<>();
		for (Group group : comparison.groups()) {
			ComparedRun first = group.runs().get(0);
			try {
				experiments.put(first.label(), experiment(first));
			} catch (StudyException unreadable) {
				// the tables say what is wrong with the run
			}
		}
		return DifferenceTable.of(experiments).stream().map(one -> new Table(one.title(), DifferenceTable.HEAD, one.cells(), List.of(one.totals()))).toList();
	}

	/** The experiment that a run trained. */
	static Experiment experiment(ComparedRun run) throws StudyException {
		return Studies.experiment(run.folder().study(), run.info() == null ? null : run.info().experiment());
	}

	/** The footprints of runs by their labels; those whose study can't be read are left out. Takes a moment for each that is new. */
	Map<String, Footprint> of(Comparison comparison) {
		Map<String, Footprint> footprints = new LinkedHashMap<>();
		for (ComparedRun run : comparison.runs()) {
			try {
				FileTime changed = Files.getLastModifiedTime(run.folder().study());
				Read read = known.get(run.folder());
				if (read == null || !read.changed().equals(changed)) {
					read = new Read(changed, Footprint.of(experiment(run)));
					known.put(run.folder(), read);
				}
				footprints.put(run.label(), read.footprint());
			} catch (IOException | StudyException unknown) {
				// the tables say what is wrong with the run
			}
		}
		return footprints;
	}
}
