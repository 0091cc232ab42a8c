package io.spadework.model.templates;

import java.util.List;
import java.util.Map;

import io.spadework.model.study.Study;

/** A published architecture to begin a study with. */
public interface Template {

	/** One thing that can be chosen: its name, the value that it has where nothing is chosen, and what it means; an empty value must be chosen, or may stay empty where the meaning says so. */
	record Setting(String name, String value, String description) {
	}

	/** The name to choose it by. */
	String name();

	/** What it is, in a sentence. */
	String description();

	/** What can be chosen with these data, with the published values. */
	List<Setting> settings(DataChoice data);

	/** What can be chosen with COCO-Stuff. */
	default List<Setting> settings() {
		return settings(new DataChoice.CocoStuffFolder(""));
	}

	/**
	 * A new study; settings that are left out have their published values. Throws {@link IllegalArgumentException}, naming the setting and what would be right, on an
	 * unknown name or a value that cannot be.
	 */
	Study create(Map<String, String> settings, DataChoice data);
}
