package io.spadework.model.templates;

import java.util.List;

/** The data that a new study trains on. */
public sealed interface DataChoice {

	/** The built-in procedural landscapes: nothing to download, {@link #LANDSCAPE_LABELS} labels, no don't-care. */
	record BuiltInLandscapes() implements DataChoice {
	}

	/** Data in a folder, relative to the study file. */
	sealed interface Stored extends DataChoice {

		/** The folder. */
		String folder();
	}

	/** A folder with {train,val}_{label,img,inst}. */
	record CocoStuffFolder(String folder) implements Stored {
	}

	/** A folder with _train_ and _val_ in the names of its files, wherever in it they are. */
	record Ade20kFolder(String folder) implements Stored {
	}

	/** An ADE20K folder of which a list says what to use. */
	record Ade20kOutdoorFolder(String folder) implements Stored {
	}

	/** A folder with gtFine and leftImg8bit. */
	record CityscapesFolder(String folder) implements Stored {
	}

	/** A folder with {train,val}_{label,img}. */
	record FacadesFolder(String folder) implements Stored {
	}

	/** A folder with label maps in one and images in another folder. */
	record PairsFolder(String folder) implements Stored {
	}

	/** Labels of the built-in landscapes. */
	int LANDSCAPE_LABELS = 10;

	/** The kinds of folders, as {@link #stored} calls them. */
	List<String> KINDS = List.of("coco-stuff", "ade20k", "ade20k-outdoor", "cityscapes", "facades", "folder");

	/** A folder of a kind; throws {@link IllegalArgumentException}, listing the kinds, where there is no such kind. */
	static Stored stored(String kind, String folder) {
		return switch (kind) {
			case "coco-stuff" -> new CocoStuffFolder(folder);
			case "ade20k" -> new Ade20kFolder(folder);
			case "ade20k-outdoor" -> new Ade20kOutdoorFolder(folder);
			case "cityscapes" -> new CityscapesFolder(folder);
			case "facades" -> new FacadesFolder(folder);
			case "folder" -> new PairsFolder(folder);
			default -> throw new IllegalArgumentException("no kind of data folder is called " + kind + "; there are " + String.join(", ", KINDS));
		};
	}
}
