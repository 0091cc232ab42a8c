package io.spadework.model.templates;

import java.util.List;

import io.spadework.model.study.Ade20kOutdoor;
import io.spadework.model.study.Dataset;
import io.spadework.model.study.FolderDataset;
import io.spadework.model.study.Preprocess;
import io.spadework.model.study.StoredDataset;
import io.spadework.model.study.StudyFactory;
import io.spadework.model.templates.DataChoice.Ade20kFolder;
import io.spadework.model.templates.DataChoice.Ade20kOutdoorFolder;
import io.spadework.model.templates.DataChoice.BuiltInLandscapes;
import io.spadework.model.templates.DataChoice.CityscapesFolder;
import io.spadework.model.templates.DataChoice.CocoStuffFolder;
import io.spadework.model.templates.DataChoice.FacadesFolder;
import io.spadework.model.templates.DataChoice.PairsFolder;
import io.spadework.model.templates.DataChoice.Stored;
import io.spadework.model.templates.Template.Setting;

/** How a data set is used in publications: its labels, and the size that its images are loaded at and cropped to. An unknown number of labels is empty. */
record PublishedData(DataChoice choice, String name, String labels, boolean dontCare, boolean edges, int load, int crop, int aspect, Preprocess preprocess) {

	private static final StudyFactory FACTORY = StudyFactory.eINSTANCE;

	static PublishedData of(DataChoice choice) {
		return switch (choice) {
			case BuiltInLandscapes data -> square(data, "Landscapes", String.valueOf(DataChoice.LANDSCAPE_LABELS), false, true, 256);
			case CocoStuffFolder data -> square(data, "COCO-Stuff", "182", true, true, 286);
			case Ade20kFolder data -> square(data, "ADE20K", "150", true, false, 286);
			case Ade20kOutdoorFolder data -> square(data, "ADE20K outdoor", "150", true, false, 286);
			case CityscapesFolder data -> new PublishedData(data, "Cityscapes", "35", false, true, 512, 512, 2, Preprocess.FIXED);
			case FacadesFolder data -> square(data, "Facades", "13", false, false, 286);
			case PairsFolder data -> square(data, "Folder", "", false, false, 286);
		};
	}

	/** Square crops of 256 pixels of an image that may be slightly larger. */
	private static PublishedData square(DataChoice choice, String name, String labels, boolean dontCare, boolean edges, int load) {
		return new PublishedData(choice, name, labels, dontCare, edges, load, 256, 1, Preprocess.RESIZE_AND_CROP);
	}

	/** What can be chosen of every data set; the template says which crops it can do. */
	List<Setting> settings(String crops) {
		return List.of(new Setting("labels", labels, "labels of the data set, without don't-care"),
				new Setting("dontCare", String.valueOf(dontCare), "whether one more channel stands for unknown"),
				new Setting("edges", String.valueOf(edges), "whether instance edges are one more channel"),
				new Setting("crop", String.valueOf(crop), "width of the images in pixels, " + crops), new Setting("aspect", String.valueOf(aspect), "width over height of the images"));
	}

	/** What can be chosen of this data set only. */
	List<Setting> ownSettings() {
		return switch (choice) {
			case Ade20kOutdoorFolder data -> List.of(new Setting("list", "", "file of image names or scene categories to use, relative to the data folder"));
			case PairsFolder data -> List.of(new Setting("labelFolder", "labels", "folder of the label maps, relative to the data folder"),
					new Setting("imageFolder", "images", "folder of the images, relative to the data folder"),
					new Setting("instanceFolder", "", "folder of the instance maps, relative to the data folder; empty where there is none"));
			default -> List.of();
		};
	}

	/** The data set; throws where it cannot be as chosen. */
	Dataset dataset(Settings settings) {
		Dataset dataset = switch (choice) {
			case BuiltInLandscapes data -> FACTORY.createLandscapes();
			case CocoStuffFolder data -> FACTORY.createCocoStuff();
			case Ade20kFolder data -> FACTORY.createAde20k();
			case Ade20kOutdoorFolder data -> outdoor(settings);
			case CityscapesFolder data -> FACTORY.createCityscapes();
			case FacadesFolder data -> FACTORY.createFacades();
			case PairsFolder data -> pairs(settings);
		};
		dataset.setId("data");
		dataset.setName(choice instanceof BuiltInLandscapes ? "built-in landscapes" : name);
		dataset.setLabels(String.valueOf(labelCount(settings)));
		dataset.setDontCare(settings.yes("dontCare"));
		dataset.setEdges(edges(settings));
		dataset.setLoad(load == crop ? "crop" : "round(crop*" + load + "/" + crop + ")");
		dataset.setCrop("crop");
		dataset.setAspect("aspect");
		// wide images are resized as they are
		dataset.setPreprocess(settings.number("aspect", 0.1, 10) == 1 ? preprocess : Preprocess.FIXED);
		if (dataset instanceof StoredDataset stored) {
			stored.setFolder(folder((Stored) choice));
		}
		return dataset;
	}

	private int labelCount(Settings settings) {
		settings.stated("labels");
		int count = settings.whole("labels", 1, 65_536);
		if (choice instanceof BuiltInLandscapes) {
			if (count != DataChoice.LANDSCAPE_LABELS) {
				throw Settings.wrong("labels", String.valueOf(count), DataChoice.LANDSCAPE_LABELS + " with the built-in landscapes");
			}
			if (settings.yes("dontCare")) {
				throw Settings.wrong("dontCare", "true", "false with the built-in landscapes, as every pixel has a label");
			}
		}
		return count;
	}

	private boolean edges(Settings settings) {
		boolean wanted = settings.yes("edges");
		boolean instances = switch (choice) {
			case Ade20kFolder data -> false;
			case Ade20kOutdoorFolder data -> false;
			case FacadesFolder data -> false;
			case PairsFolder data -> !settings.text("instanceFolder").isEmpty();
			default -> true;
		};
		if (wanted && !instances) {
			throw Settings.wrong("edges", "true", "false, as " + (choice instanceof PairsFolder ? "instanceFolder is empty" : name + " has no instance maps"));
		}
		return wanted;
	}

	private String folder(Stored stored) {
		if (stored.folder() == null || stored.folder().isBlank()) {
			throw new IllegalArgumentException("the " + name + " data need a folder");
		}
		return stored.folder();
	}

	private static Ade20kOutdoor outdoor(Settings settings) {
		Ade20kOutdoor outdoor = FACTORY.createAde20kOutdoor();
		outdoor.setList(settings.stated("list"));
		return outdoor;
	}

	private static FolderDataset pairs(Settings settings) {
		FolderDataset pairs = FACTORY.createFolderDataset();
		pairs.setLabelFolder(settings.stated("labelFolder"));
		pairs.setImageFolder(settings.stated("imageFolder"));
		pairs.setInstanceFolder(settings.text("instanceFolder").isEmpty() ? null : settings.text("instanceFolder"));
		return pairs;
	}
}
