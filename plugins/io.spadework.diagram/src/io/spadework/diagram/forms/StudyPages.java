package io.spadework.diagram.forms;

import java.util.List;

import org.eclipse.emf.ecore.EClass;
import org.eclipse.emf.ecore.EReference;

import io.spadework.diagram.StudyEditor;
import io.spadework.model.study.StudyPackage.Literals;

/** The forms of a study's parts, in the order of their tabs. */
public final class StudyPages {

	private StudyPages() {
	}

	/** New pages for an editor. */
	public static List<StudyPage> all(StudyEditor editor) {
		return List.of(new OverviewPage(editor),
				page(editor, "Networks", Literals.GENERATOR, NetworkTotals::make, Literals.STUDY__NETWORKS, Literals.STUDY__BLOCKS),
				page(editor, "Data", Literals.LANDSCAPES, DataSupplement::make, Literals.STUDY__DATASETS),
				page(editor, "Objective", Literals.OBJECTIVE, Formulas::make, Literals.STUDY__OBJECTIVES),
				page(editor, "Plan", Literals.TRAINING_PLAN, SchedulePicture::make, Literals.STUDY__PLANS),
				page(editor, "Evaluation", Literals.EVALUATION, (e, t, p, x) -> null, Literals.STUDY__EVALUATIONS),
				page(editor, "Experiments", Literals.EXPERIMENT, SweepPoints::make, Literals.STUDY__EXPERIMENTS, Literals.STUDY__SWEEPS, Literals.STUDY__PARAMETERS));
	}

	private static StudyPage page(StudyEditor editor, String title, EClass kind, Supplement.Maker maker, EReference... sorts) {
		return new PartsPage(editor, title, kind, List.of(sorts), maker);
	}
}
