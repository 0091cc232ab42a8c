package io.spadework.model.templates;

/** The data that a new study trains on. */
public sealed interface DataChoice {

	/** The built-in procedural landscapes: nothing to download, {@link #LANDSCAPE_LABELS} labels, no don't-care. */
	record BuiltInLandscapes() implements DataChoice {
	}

	/** A folder with {train,val}_{label,img,inst}, relative to the study file. */
	record CocoStuffFolder(String folder) implements DataChoice {
	}

	/** Labels of the built-in landscapes. */
	int LANDSCAPE_LABELS = 10;
}
