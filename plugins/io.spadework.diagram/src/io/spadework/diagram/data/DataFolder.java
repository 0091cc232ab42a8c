package io.spadework.diagram.data;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;

import org.eclipse.emf.ecore.util.EcoreUtil;

import io.spadework.model.ExpressionException;
import io.spadework.model.Scope;
import io.spadework.model.study.Ade20k;
import io.spadework.model.study.Ade20kOutdoor;
import io.spadework.model.study.Cityscapes;
import io.spadework.model.study.Facades;
import io.spadework.model.study.FolderDataset;
import io.spadework.model.study.StoredDataset;
import io.spadework.model.study.Study;
import io.spadework.model.study.StudyFactory;
import io.spadework.runs.data.DataLayout;
import io.spadework.runs.data.DataPair;
import io.spadework.runs.data.DataSplit;
import io.spadework.runs.data.LayoutException;

/**
 * What lies in the folder of a data set, as a training finds it.
 *
 * @param training label maps with their images, in the order of their names
 * @param heldOut  the same for what is held out; empty where the folder holds nothing out by itself
 * @param trouble  why a training refuses the folder; empty where it does not
 */
public record DataFolder(List<DataPair> training, List<DataPair> heldOut, String trouble) {

	/**
	 * Looks through a folder. Takes a while where it is large or far away: not for the display's thread.
	 *
	 * @param name      the folder as the study names it; may be null
	 * @param base      what relative folders are relative to
	 * @param cancelled asked now and then
	 */
	public static DataFolder look(String name, DataLayout layout, Path base, BooleanSupplier cancelled) {
		if (name == null || name.isBlank())
			return trouble("No folder is named yet.");
		try {
			Path root = base.resolve(name).normalize();
			if (!Files.isDirectory(root))
				return trouble("The folder " + root + " does not exist.");
			DataSplit split = layout.find(root, cancelled);
			return new DataFolder(split.training(), split.heldOut(), split.problem());
		} catch (InvalidPathException e) {
			return trouble("\"" + e.getInput() + "\" is not a path.");
		} catch (LayoutException e) {
			return trouble(e.getMessage());
		}
	}

	private static DataFolder trouble(String message) {
		return new DataFolder(List.of(), List.of(), message);
	}

	/** Which files of a data set's folder belong together. */
	public static DataLayout layout(StoredDataset dataset) {
		return switch (dataset) {
		case Cityscapes cityscapes -> new DataLayout.Cityscapes(dataset.isEdges());
		case FolderDataset folder -> new DataLayout.Folders(Objects.toString(folder.getLabelFolder(), ""), Objects.toString(folder.getImageFolder(), ""),
				dataset.isEdges() ? Objects.toString(folder.getInstanceFolder(), "") : null, share(folder));
		case Ade20kOutdoor outdoor when outdoor.getList() != null && !outdoor.getList().isBlank() -> new DataLayout.Ade20kOutdoor(outdoor.getList());
		case Ade20kOutdoor unlisted -> new DataLayout.Ade20k();
		case Ade20k ade -> new DataLayout.Ade20k();
		case Facades facades -> new DataLayout.Facades();
		default -> new DataLayout.CocoStuff(dataset.isEdges());
		};
	}

	private static double share(FolderDataset folder) {
		Study study = EcoreUtil.getRootContainer(folder) instanceof Study owner ? owner : StudyFactory.eINSTANCE.createStudy();
		try {
			return Math.clamp(Scope.of(study).value(folder.getHeldOut()), 0, 1);
		} catch (ExpressionException beingTyped) {
			return 0;
		}
	}

	/** What was found, in a sentence or two. */
	public String summary() {
		if (training.isEmpty())
			return trouble;
		String pairs = count(training.size()) + "training pair" + (training.size() == 1 ? "" : "s") + ", "
				+ (heldOut.isEmpty() ? "none held out by the folder" : count(heldOut.size()) + "held-out pair" + (heldOut.size() == 1 ? "" : "s"));
		return trouble.isEmpty() ? pairs : pairs + ". A training refuses the folder:\n" + trouble;
	}

	private static String count(int count) {
		return String.format("%,d ", count);
	}
}
