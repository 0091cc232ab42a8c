package io.spadework.diagram;

import java.util.List;

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
	private final List<? extends EObject> elements;
	private final EStructuralFeature feature;
	private ChangeDescription recorded;

	/** A change that may do anything to the study. */
	public StudyEdit(String label, Study study, Runnable change) {
		this(label, study, change, List.of(), null);
	}

	/** A change of one feature of elements of the study. */
	StudyEdit(String label, Study study, List<? extends EObject> elements, EStructuralFeature feature, Object value) {
		this(label, study, () -> elements.forEach(element -> element.eSet(feature, value)), elements, feature);
	}

	private StudyEdit(String label, Study study, Runnable change, List<? extends EObject> elements, EStructuralFeature feature) {
		super(label);
		this.study = study;
		this.change = change;
		this.elements = List.copyOf(elements);
		this.feature = feature;
	}

	/** Whether it is a change of this feature and nothing else. */
	boolean isOf(List<? extends EObject> others, EStructuralFeature another) {
		return feature == another && elements.equals(others);
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
