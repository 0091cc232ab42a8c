package io.spadework.diagram.forms;

import java.util.List;

import io.spadework.diagram.StudyEditor;

/** The forms of a study's parts, in the order of their tabs. */
public final class StudyPages {

	private StudyPages() {
	}

	/** New pages for an editor. */
	public static List<StudyPage> all(StudyEditor editor) {
		return List.of();
	}
}
