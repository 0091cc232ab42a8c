package io.spadework.cli;

import io.spadework.model.Studies;
import io.spadework.model.StudyException;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.Parameter;
import io.spadework.model.study.Study;
import io.spadework.model.study.Sweep;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A study and the file that it was read from.
 *
 * @param path  the file
 * @param study what it says
 */
record StudyFile(Path path, Study study) {

	/** Reads a study. */
	static StudyFile open(Path path) throws Failure {
		if (!Files.exists(path)) {
			throw Failure.failed("there is no file " + path);
		}
		if (Files.isDirectory(path)) {
			throw Failure.failed(path + " is a folder; a study is a file that ends in ." + Studies.EXTENSION);
		}
		try {
			return new StudyFile(path, Studies.load(path));
		} catch (StudyException e) {
			throw Failure.failed(e.getMessage());
		}
	}

	/** The experiment of a name or id; the only one where none is named. */
	Experiment experiment(String name) throws Failure {
		List<Experiment> experiments = study.getExperiments();
		List<String> names = experiments.stream().map(Experiment::getName).toList();
		if (name == null && experiments.size() == 1) {
			return experiments.get(0);
		}
		if (experiments.isEmpty()) {
			throw Failure.failed(path + " has no experiment");
		}
		if (name == null) {
			throw Failure.usage(path + " has several experiments; choose one with --experiment: " + String.join(", ", names));
		}
		return experiments.stream().filter(e -> name.equals(e.getName()) || name.equals(e.getId())).findFirst()
				.orElseThrow(() -> Failure.usage(path + " has no experiment \"" + name + "\"; it has " + String.join(", ", names)));
	}

	/** The sweep of a name or id. */
	Sweep sweep(String name) throws Failure {
		List<String> names = study.getSweeps().stream().map(Sweep::getName).toList();
		return study.getSweeps().stream().filter(s -> name.equals(s.getName()) || name.equals(s.getId())).findFirst()
				.orElseThrow(() -> Failure.usage(path + " has no sweep \"" + name + "\"; " + (names.isEmpty() ? "it has none" : "it has " + String.join(", ", names))));
	}

	/** Refuses settings that no parameter of the study is called by. */
	void requireParameters(Map<String, String> settings) throws Failure {
		List<String> names = study.getParameters().stream().map(Parameter::getName).toList();
		for (String name : settings.keySet()) {
			if (!names.contains(name)) {
				throw Failure.usage(path + " has no parameter \"" + name + "\"; " + (names.isEmpty() ? "it has none" : "it has " + String.join(", ", names)));
			}
		}
	}
}
