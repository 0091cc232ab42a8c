package io.spadework.model.templates;

import java.util.List;
import java.util.Map;

import io.spadework.model.study.Study;

/** A published architecture to begin a study with. */
public interface Template {

	/** One thing that can be chosen: its name, its published value, and what it means. */
	record Setting(String name, String value, String description) {
	}

	/** The name to choose it by. */
	String name();

	/** What it is, in a sentence. */
	String description();

	/** What can be chosen. */
	List<Setting> settings();

	/**
	 * A new study; settings that are left out have their published values, or those of the data. Throws {@link IllegalArgumentException}, naming the setting and what
	 * would be right, on an unknown name or a value that cannot be.
	 */
	Study create(Map<String, String> settings, DataChoice data);
}
