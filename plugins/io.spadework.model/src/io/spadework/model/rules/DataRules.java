package io.spadework.model.rules;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.spadework.model.ExpressionException;
import io.spadework.model.Frame;
import io.spadework.model.Names;
import io.spadework.model.Numbers;
import io.spadework.model.Rule;
import io.spadework.model.Scope;
import io.spadework.model.study.CocoStuff;
import io.spadework.model.study.Dataset;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.Landscapes;
import io.spadework.model.study.Study;
import io.spadework.model.study.StudyPackage;
import io.spadework.model.templates.DataChoice;

/** Data sets: their folders, their labels, and how images are brought to size. */
public final class DataRules {

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
			if (dataset instanceof CocoStuff coco) {
				folder(coco, studyFile, report);
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
			if (dataset instanceof Landscapes && (labels != DataChoice.LANDSCAPE_LABELS || dataset.isDontCare())) {
				report.add(Rule.BUILT_IN_LABELS, dataset,
						"data set " + Names.of(dataset) + " states " + labels + " labels" + (dataset.isDontCare() ? " and don't-care" : "")
								+ "; the built-in landscapes have " + DataChoice.LANDSCAPE_LABELS
								+ " and no don't-care");
			}
		} catch (ExpressionException e) {
			return; // reported with the numbers of the data set
		}
	}

	private static void folder(CocoStuff dataset, Path studyFile, Report report) {
		String stated = dataset.getFolder();
		if (stated == null || stated.isBlank()) {
			report.add(Rule.DATA_FOLDER, dataset, "data set " + Names.of(dataset) + " names no folder");
			return;
		}
		Path folder;
		try {
			folder = Path.of(stated);
		} catch (InvalidPathException e) {
			report.add(Rule.DATA_FOLDER, dataset, "folder \"" + stated + "\" of data set " + Names.of(dataset) + " is not a path: " + e.getReason());
			return;
		}
		if (!folder.isAbsolute()) {
			if (studyFile == null) {
				return;
			}
			folder = studyFile.toAbsolutePath().resolveSibling(folder).normalize();
		}
		if (!Files.isDirectory(folder)) {
			report.add(Rule.DATA_FOLDER, dataset, "folder " + folder + " of data set " + Names.of(dataset) + " (\"" + stated
					+ "\" in the study) does not exist; it must hold train_label, train_img and, for edges, train_inst");
			return;
		}
		List<String> parts = new ArrayList<>(List.of("train_label", "train_img"));
		if (dataset.isEdges()) {
			parts.add("train_inst");
		}
		for (String part : parts) {
			if (!Files.isDirectory(folder.resolve(part))) {
				report.add(Rule.DATA_LAYOUT, dataset, "folder " + folder + " of data set " + Names.of(dataset) + " has no folder " + part
						+ (part.equals("train_inst") ? "; instance edges need it, or edges must be false" : ""));
			}
		}
	}
}
