package io.spadework.model.edit.changes.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;

import org.eclipse.emf.ecore.change.ChangeDescription;
import org.eclipse.emf.ecore.change.util.ChangeRecorder;

import io.spadework.model.Studies;
import io.spadework.model.edit.changes.Change;
import io.spadework.model.study.Study;

/** Makes a change as editors do: recorded, undone and redone, each time to the letter of the file. */
final class Recorded {

	private Recorded() {
	}

	static void make(Study study, Change change) {
		assertNull(change.refusal());
		String before = Studies.write(study);
		ChangeRecorder recorder = new ChangeRecorder(study);
		change.apply();
		ChangeDescription changes = recorder.endRecording();
		recorder.dispose();
		String after = Studies.write(study);
		assertNotEquals(before, after, change.label() + " changes nothing");
		for (String expected : List.of(before, after, before, after)) {
			changes.applyAndReverse();
			assertEquals(expected, Studies.write(study), change.label());
		}
	}
}
