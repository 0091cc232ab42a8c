package io.spadework.model.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.spadework.model.ExpressionException;
import io.spadework.model.Frame;
import io.spadework.model.Names;
import io.spadework.model.Numbers;
import io.spadework.model.Rule;
import io.spadework.model.Scope;
import io.spadework.model.study.Ade20k;
import io.spadework.model.study.Ade20kOutdoor;
import io.spadework.model.study.Cityscapes;
import io.spadework.model.study.CocoStuff;
import io.spadework.model.study.Dataset;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.Facades;
import io.spadework.model.study.FolderDataset;
import io.spadework.model.study.Label;
import io.spadework.model.study.Landscapes;
import io.spadework.model.study.StoredDataset;
import io.spadework.model.study.Study;
import io.spadework.model.study.StudyPackage;
import io.spadework.model.templates.DataChoice;

/** Data sets: their folders, their labels, and how images are brought to size. */
public final class DataRules {

	/** Labels of the built-in landscapes. */
	public static final int LANDSCAPE_LABELS = DataChoice.LANDSCAPE_LABELS;

	private static final Pattern COLOUR = Pattern.compile("#[0-9A-Fa-f]{6}");
	private static final int MOST_FILES = 200_000;

	private DataRules() {
	}

	/** Reports data that cannot be read as the study says; relative folders are skipped where the study has no file. */
	public static void check(Study study, Path studyFile, Report report) {
		for (Dataset dataset : study.getDatasets()) {
			sizes(dataset, Scope.of(study), report);
			for (Experiment experiment : study.getExperiments()) {
				if (experiment.getDataset() == dataset) {
					sizes(dataset, Scope.of(experiment), report);
				}
			}
			for (Label label : dataset.getLabelTable()) {
				if (!isBlank(label.getColour()) && !COLOUR.matcher(label.getColour()).matches()) {
					report.add(Rule.LABEL_TABLE, label, "label " + Names.of(label) + " of data set " + Names.of(dataset) + " has colour \"" + label.getColour()
							+ "\"; a colour is written as #rrggbb, such as #87c5f0");
				}
			}
			if (dataset instanceof StoredDataset stored) {
				maps(stored, report);
				folder(stored, studyFile, report);
			}
		}
	}

	private static void sizes(Dataset dataset, Scope scope, Report report) {
		try {
			Frame frame = Frame.of(dataset, scope);
			int load = Numbers.whole(dataset, StudyPackage.Literals.DATASET__LOAD, scope);
			int needed = switch (dataset.getPreprocess()) {
				case RESIZE_AND_CROP, SCALE_WIDTH_AND_CROP -> frame.width();
				case SCALE_SHORTSIDE_AND_CROP -> Math.min(frame.width(), frame.height());
				default -> 0;
			};
			if (load < needed) {
				report.add(Rule.LOAD_SIZE, dataset, "data set " + Names.of(dataset) + " loads images at " + load + " and crops " + needed
						+ " of them; load must be at least crop");
			}
			int labels = Numbers.whole(dataset, StudyPackage.Literals.DATASET__LABELS, scope);
			if (dataset.getLabelTable().size() > labels) {
				report.add(Rule.LABEL_TABLE, dataset, "data set " + Names.of(dataset) + " names " + dataset.getLabelTable().size() + " labels, but has " + labels);
			}
			if (dataset instanceof Landscapes && (labels != LANDSCAPE_LABELS || dataset.isDontCare())) {
				report.add(Rule.BUILT_IN_LABELS, dataset,
						"data set " + Names.of(dataset) + " states " + labels + " labels" + (dataset.isDontCare() ? " and don't-care" : "")
								+ "; the built-in landscapes have " + LANDSCAPE_LABELS
								+ " and no don't-care");
			}
		} catch (ExpressionException e) {
			return; // reported with the numbers of the data set
		}
	}

	/** Whether edges between instances can be drawn. */
	public static boolean hasInstanceMaps(Dataset dataset) {
		return switch (dataset) {
			case Ade20k ade -> false;
			case Ade20kOutdoor ade -> false;
			case Facades facades -> false;
			case FolderDataset folders -> !isBlank(folders.getInstanceFolder());
			default -> true;
		};
	}

	/** What the kind of data has, whatever the folder. */
	private static void maps(StoredDataset dataset, Report report) {
		boolean ade = dataset instanceof Ade20k || dataset instanceof Ade20kOutdoor;
		String name = "data set " + Names.of(dataset);
		if (ade && !dataset.isDontCare()) {
			report.add(Rule.DONT_CARE, dataset, name + " is " + Names.kind(dataset) + " without don't-care, but its pixels of value 0 have no label; set dontCare to true");
		}
		if (dataset.isEdges() && !hasInstanceMaps(dataset)) {
			report.add(Rule.INSTANCES, dataset, name + " uses instance edges, but " + (dataset instanceof FolderDataset
					? "names no folder of instance maps; name one in instanceFolder, or set edges to false" : Names.kind(dataset) + " has no instance maps; set edges to false"));
		}
	}

	private static void folder(StoredDataset dataset, Path studyFile, Report report) {
		String name = "data set " + Names.of(dataset);
		Map<String, String> stated = new LinkedHashMap<>();
		stated.put("folder", dataset.getFolder());
		if (dataset instanceof FolderDataset folders) {
			stated.put("labelFolder", folders.getLabelFolder());
			stated.put("imageFolder", folders.getImageFolder());
		} else if (dataset instanceof Ade20kOutdoor outdoor) {
			stated.put("list", outdoor.getList());
		}
		for (Map.Entry<String, String> path : stated.entrySet()) {
			if (isBlank(path.getValue())) {
				report.add(Rule.DATA_FOLDER, dataset, name + " names no " + path.getKey());
				return;
			}
		}
		try {
			Path folder = Places.resolve(dataset.getFolder(), studyFile);
			if (folder == null) {
				return;
			}
			if (Files.isDirectory(folder)) {
				layout(dataset, folder, name, report);
			} else {
				report.add(Rule.DATA_FOLDER, dataset, "folder " + folder + " of " + name + " (\"" + dataset.getFolder() + "\" in the study) does not exist; it must hold " + contents(dataset));
			}
		} catch (InvalidPathException e) {
			report.add(Rule.DATA_FOLDER, dataset, "\"" + e.getInput() + "\" of " + name + " is not a path: " + e.getReason());
		}
	}

	private static String contents(StoredDataset dataset) {
		return switch (dataset) {
			case CocoStuff coco -> "train_label, train_img and, for edges, train_inst";
			case Facades facades -> "train_label and train_img";
			case Cityscapes cityscapes -> "gtFine/train and leftImg8bit/train";
			case FolderDataset folders -> folders.getLabelFolder() + " and " + folders.getImageFolder();
			default -> "images (.jpg) and label maps (.png) with _train_ in their names";
		};
	}

	private static void layout(StoredDataset dataset, Path folder, String name, Report report) {
		List<String> parts = switch (dataset) {
			case CocoStuff coco -> coco.isEdges() ? List.of("train_label", "train_img", "train_inst") : List.of("train_label", "train_img");
			case Facades facades -> List.of("train_label", "train_img");
			case Cityscapes cityscapes -> List.of("gtFine/train", "leftImg8bit/train");
			case FolderDataset folders -> folders.isEdges() && !isBlank(folders.getInstanceFolder())
					? List.of(folders.getLabelFolder(), folders.getImageFolder(), folders.getInstanceFolder())
					: List.of(folders.getLabelFolder(), folders.getImageFolder());
			default -> List.of();
		};
		for (int i = 0; i < parts.size(); i++) {
			if (!Files.isDirectory(folder.resolve(parts.get(i)))) {
				report.add(Rule.DATA_LAYOUT, dataset, "folder " + folder + " of " + name + " has no folder " + parts.get(i)
						+ (i == 2 ? "; instance edges need it, or edges must be false" : ""));
			}
		}
		if (dataset instanceof Ade20k || dataset instanceof Ade20kOutdoor) {
			for (String ending : List.of(".jpg", ".png")) {
				if (!holdsTraining(folder, ending)) {
					report.add(Rule.DATA_LAYOUT, dataset,
							"folder " + folder + " of " + name + " holds no " + (ending.equals(".jpg") ? "image" : "label map") + " (" + ending + ") with _train_ in its name");
				}
			}
		}
		if (dataset instanceof Ade20kOutdoor outdoor && !Files.isRegularFile(folder.resolve(outdoor.getList()))) {
			report.add(Rule.DATA_LAYOUT, dataset, "folder " + folder + " of " + name + " has no file " + outdoor.getList() + ", which must list names of images or categories of scenes");
		}
	}

	/** Looks at the first of the files only; a folder too large to look through, or that cannot be read, is left to the training. */
	private static boolean holdsTraining(Path folder, String ending) {
		try (Stream<Path> files = Files.walk(folder)) {
			long[] seen = { 0 };
			return files.anyMatch(file -> ++seen[0] > MOST_FILES || file.getFileName().toString().contains("_train_") && file.getFileName().toString().endsWith(ending));
		} catch (IOException | UncheckedIOException e) {
			return true;
		}
	}

	private static boolean isBlank(String stated) {
		return stated == null || stated.isBlank();
	}
}
