package io.spadework.model;

import java.nio.file.Path;
import java.util.List;

import io.spadework.model.rules.DataRules;
import io.spadework.model.rules.ExperimentRules;
import io.spadework.model.rules.IdentityRules;
import io.spadework.model.rules.NetworkRules;
import io.spadework.model.rules.NumberRules;
import io.spadework.model.rules.Report;
import io.spadework.model.study.Study;

/** Holds a study to the rules of {@link Rule}. */
public final class Validation {

	private Validation() {
	}

	/**
	 * Everything that is wrong with a study, errors first. Folders of data sets are looked for relative to the study file; without a file, relative ones are not
	 * looked for.
	 */
	public static List<Problem> validate(Study study, Path studyFile) {
		Report report = new Report();
		IdentityRules.check(study, report);
		NumberRules.check(study, report);
		ExperimentRules.check(study, report);
		NetworkRules.check(study, report);
		DataRules.check(study, studyFile, report);
		return report.problems();
	}
}
