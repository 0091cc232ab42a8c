package io.spadework.model;

import io.spadework.model.study.Dataset;
import io.spadework.model.study.StudyPackage;

/** What a label map can say of a pixel: the labels, and perhaps "unknown" and instance edges as channels of their own. */
public record LabelSpace(int labels, boolean dontCare, boolean edges) {

	/** The label space of a data set; throws where the number of labels cannot be computed. */
	public static LabelSpace of(Dataset dataset, Scope scope) throws ExpressionException {
		int labels = Numbers.whole(dataset, StudyPackage.Literals.DATASET__LABELS, scope);
		return new LabelSpace(labels, dataset.isDontCare(), dataset.isEdges());
	}

	/** Channels of the one-hot label map, with the edge channel. */
	public int channels() {
		return labels + (dontCare ? 1 : 0) + (edges ? 1 : 0);
	}
}
