package io.spadework.diagram;

import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.EStructuralFeature;
import org.eclipse.emf.ecore.change.ChangeDescription;
import org.eclipse.emf.ecore.change.util.ChangeRecorder;
import org.eclipse.gef.commands.Command;

import io.spadework.model.study.Study;

/** A change of a study in an editor: whatever it does to the study is recorded, so that it can be undone. */
public final class StudyEdit extends Command {

	private final Study study;
	private final Runnable change;
	private final EObject element;
	private final EStructuralFeature feature;
	private ChangeDescription recorded;

	/** A change that may do anything to the study. */
	public StudyEdit(String label, Study study, Runnable change) {
		this(label, study, change, null, null);
	}

	/** A change of one feature of an element of the study. */
	StudyEdit(String label, Study study, EObject element, EStructuralFeature feature, Object value) {
		this(label, study, () -> element.eSet(feature, value), element, feature);
	}

	private StudyEdit(String label, Study study, Runnable change, EObject element, EStructuralFeature feature) {
		super(label);
		this.study = study;
		this.change = change;
		this.element = element;
		this.feature = feature;
	}

	/** Whether it is a change of this feature and nothing else. */
	boolean isOf(EObject other, EStructuralFeature another) {
		return element == other && feature == another;
	}

	/** Makes the change; one that throws has changed nothing. */
	@Override
	public void execute() {
		ChangeRecorder recorder = new ChangeRecorder(study);
		boolean done = false;
		try {
			change.run();
			done = true;
		} finally {
			recorded = recorder.endRecording();
			recorder.dispose();
			if (!done)
				recorded.apply();
		}
	}

	@Override
	public void undo() {
		recorded.applyAndReverse();
	}

	@Override
	public void redo() {
		recorded.applyAndReverse();
	}
}
