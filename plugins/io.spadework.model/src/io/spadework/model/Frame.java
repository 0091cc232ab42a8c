package io.spadework.model;

import io.spadework.model.study.Dataset;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.Preprocess;
import io.spadework.model.study.StudyPackage;

/** What the networks of an experiment see: label channels, height and width in pixels. */
public record Frame(LabelSpace labels, int height, int width) {

	/** The frame of an experiment; throws where it has no data set, or a number of the data set cannot be computed. */
	public static Frame of(Experiment experiment) throws ExpressionException {
		if (experiment.getDataset() == null) {
			throw new ExpressionException("experiment " + Names.of(experiment) + " has no data set, so nothing says what the networks see");
		}
		return of(experiment.getDataset(), Scope.of(experiment));
	}

	/**
	 * The frame of a data set: crop x crop / aspect, or, where preprocessing scales and does not crop, load on the side that is scaled. Throws where a number cannot
	 * be computed or no such image can be.
	 */
	public static Frame of(Dataset dataset, Scope scope) throws ExpressionException {
		double aspect = Numbers.real(dataset, StudyPackage.Literals.DATASET__ASPECT, scope);
		int crop = Numbers.whole(dataset, StudyPackage.Literals.DATASET__CROP, scope);
		int load = Numbers.whole(dataset, StudyPackage.Literals.DATASET__LOAD, scope);
		double width = switch (dataset.getPreprocess()) {
			case SCALE_WIDTH -> load;
			case SCALE_SHORTSIDE -> aspect < 1 ? load : Math.rint(load * aspect);
			default -> crop;
		};
		double height = dataset.getPreprocess() == Preprocess.SCALE_SHORTSIDE && aspect >= 1 ? load : Math.rint(width / aspect);
		if (Math.min(width, height) < 1 || Math.max(width, height) > Range.LARGEST_SIDE) {
			throw new ExpressionException("aspect of data set " + Names.of(dataset) + " makes images " + Scope.text(width) + " wide and " + Scope.text(height)
					+ " high; both must be between 1 and " + Range.LARGEST_SIDE);
		}
		return new Frame(LabelSpace.of(dataset, scope), (int) height, (int) width);
	}

	/** The one-hot label map, S x H x W. */
	public Shape labelMap() {
		return new Shape(labels.channels(), height, width);
	}

	/** The edges between instances, 1 x H x W. */
	public Shape edgeMap() {
		return new Shape(1, height, width);
	}

	/** The image, 3 x H x W. */
	public Shape image() {
		return new Shape(3, height, width);
	}

	/** A frame that is so many times smaller on each side; throws where a side is no multiple. */
	public Frame reduced(int reduction) throws ExpressionException {
		if (height % reduction != 0 || width % reduction != 0) {
			throw new ExpressionException("images of " + height + " x " + width + " pixels cannot be made " + reduction + " times smaller; both sides must be multiples of it");
		}
		return new Frame(labels, height / reduction, width / reduction);
	}

	/** What the next discriminator scale sees: each side is halved, rounding up. */
	public Frame halved() {
		return new Frame(labels, (height + 1) / 2, (width + 1) / 2);
	}
}
