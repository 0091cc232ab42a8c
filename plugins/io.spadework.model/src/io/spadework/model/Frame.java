package io.spadework.model;

import io.spadework.model.study.Dataset;
import io.spadework.model.study.Experiment;
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

	/** The frame of a data set: width = crop, height = crop / aspect, rounded. */
	public static Frame of(Dataset dataset, Scope scope) throws ExpressionException {
		int width = Numbers.whole(dataset, StudyPackage.Literals.DATASET__CROP, scope);
		double aspect = Numbers.real(dataset, StudyPackage.Literals.DATASET__ASPECT, scope);
		long height = Math.round(width / aspect);
		if (height < 1 || height > Range.LARGEST_SIDE) {
			throw new ExpressionException("aspect of " + Names.of(dataset) + " makes images " + width + " wide and " + height
					+ " high; the height must be between 1 and " + Range.LARGEST_SIDE);
		}
		return new Frame(LabelSpace.of(dataset, scope), (int) height, width);
	}

	/** The one-hot label map, S x H x W. */
	public Shape labelMap() {
		return new Shape(labels.channels(), height, width);
	}

	/** The image, 3 x H x W. */
	public Shape image() {
		return new Shape(3, height, width);
	}

	/** What the next discriminator scale sees: 3 x 3 average pooling with stride 2 and padding 1 halves each side, rounding up. */
	public Frame pooled() {
		return new Frame(labels, (height + 1) / 2, (width + 1) / 2);
	}
}
