package io.spadework.model.templates;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.spadework.model.study.Study;
import io.spadework.model.templates.DataChoice.BuiltInLandscapes;

/** A template with the settings that all have: those of the data, and how many images a step sees. */
abstract class PublishedTemplate implements Template {

	/** Landscapes are small enough for a few at once, and batch norm is the better for it. */
	private static final String LANDSCAPE_BATCH = "4";

	private final String name;
	private final String description;

	PublishedTemplate(String name, String description) {
		this.name = name;
		this.description = description;
	}

	@Override
	public final String name() {
		return name;
	}

	@Override
	public final String description() {
		return description;
	}

	@Override
	public final List<Setting> settings(DataChoice data) {
		PublishedData published = PublishedData.of(data);
		List<Setting> settings = new ArrayList<>(published.settings(crops()));
		settings.addAll(ownSettings());
		settings.add(new Setting("batch", data instanceof BuiltInLandscapes ? LANDSCAPE_BATCH : "1", "images a step"));
		settings.addAll(published.ownSettings());
		return settings;
	}

	@Override
	public final Study create(Map<String, String> chosen, DataChoice data) {
		Draft draft = new Draft(new Settings(chosen, settings(data)), PublishedData.of(data));
		draw(draft);
		return draft.study();
	}

	/** Which crops it can do, in words that follow "width of the images in pixels". */
	abstract String crops();

	/** What can be chosen of this architecture. */
	abstract List<Setting> ownSettings();

	/** Draws the networks, says how they are trained, and ends with the experiment. */
	abstract void draw(Draft draft);
}
