package io.spadework.diagram.data;

import org.eclipse.swt.graphics.RGB;

import io.spadework.model.study.Ade20k;
import io.spadework.model.study.Ade20kOutdoor;
import io.spadework.model.study.Cityscapes;
import io.spadework.model.study.CocoStuff;
import io.spadework.model.study.Dataset;
import io.spadework.model.study.Facades;
import io.spadework.model.study.Label;
import io.spadework.model.study.Landscapes;
import io.spadework.runs.labels.KnownLabels;

/** What the labels of a data set are called and which colour they have: as the study says, otherwise as the kind of data has them. */
public final class LabelLooks {

	private LabelLooks() {
	}

	/** The name of a label index. */
	public static String name(Dataset dataset, int index) {
		Label stated = stated(dataset, index);
		return stated != null && stated.getName() != null && !stated.getName().isBlank() ? stated.getName() : known(dataset).name(index);
	}

	/** The colour of a label index. */
	public static RGB colour(Dataset dataset, int index) {
		Label stated = stated(dataset, index);
		if (stated != null && stated.getColour() != null && stated.getColour().matches("#[0-9A-Fa-f]{6}"))
			return rgb(Integer.parseInt(stated.getColour().substring(1), 16));
		return rgb(known(dataset).colour(index));
	}

	/** The colour of pixels whose label is not known. */
	public static RGB unknown() {
		return rgb(KnownLabels.UNKNOWN_COLOUR);
	}

	/** As a study writes it. */
	public static String text(RGB colour) {
		return String.format("#%02x%02x%02x", colour.red, colour.green, colour.blue);
	}

	/** What label maps store for label index 0. */
	public static int first(Dataset dataset) {
		return dataset instanceof Ade20k || dataset instanceof Ade20kOutdoor ? 1 : 0;
	}

	private static Label stated(Dataset dataset, int index) {
		return index >= 0 && index < dataset.getLabelTable().size() ? dataset.getLabelTable().get(index) : null;
	}

	private static KnownLabels known(Dataset dataset) {
		return switch (dataset) {
		case Landscapes landscapes -> KnownLabels.LANDSCAPES;
		case CocoStuff coco -> KnownLabels.COCO_STUFF;
		case Ade20k ade -> KnownLabels.ADE20K;
		case Ade20kOutdoor ade -> KnownLabels.ADE20K;
		case Cityscapes cityscapes -> KnownLabels.CITYSCAPES;
		case Facades facades -> KnownLabels.FACADES;
		default -> KnownLabels.NONE;
		};
	}

	private static RGB rgb(int colour) {
		return new RGB(colour >> 16 & 255, colour >> 8 & 255, colour & 255);
	}
}
