package io.spadework.model;

import java.nio.file.Path;
import java.util.List;

import io.spadework.model.rules.BlockRules;
import io.spadework.model.rules.DataRules;
import io.spadework.model.rules.ExperimentRules;
import io.spadework.model.rules.IdentityRules;
import io.spadework.model.rules.NetworkRules;
import io.spadework.model.rules.NumberRules;
import io.spadework.model.rules.ObjectiveRules;
import io.spadework.model.rules.PlanRules;
import io.spadework.model.rules.Report;
import io.spadework.model.rules.SweepRules;
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
		BlockRules.check(study, report);
		ObjectiveRules.check(study, studyFile, report);
		PlanRules.check(study, studyFile, report);
		SweepRules.check(study, report);
		DataRules.check(study, studyFile, report);
		if (study.eResource() instanceof StudyResource resource && resource.older() > 0) {
			report.add(Rule.OLDER_FORMAT, study, "study " + Names.of(study) + " was written in format version " + resource.older() + " and is read as one of this version; saving writes it so");
		}
		return report.problems();
	}
}
