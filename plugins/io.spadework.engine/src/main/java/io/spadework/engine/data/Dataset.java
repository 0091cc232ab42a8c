package io.spadework.engine.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Label maps with the images that belong to them, prepared to one size: what a training reads from.
 * <p>
 * Every sample is a pure function of its arguments, so a resumed training sees the very same sequence. Calls come from one thread at a time, but
 * not always from the same one.
 */
public interface Dataset {

	/** Finds the data, relative to the study's folder where it lies in one; throws with file, value and remedy where it cannot be used. */
	void open(Path studyFolder) throws DataException;

	/**
	 * Looks before a training whether it can go through: at the headers of all files, then at all labels of as many as there is time for; throws naming file, value and range.
	 *
	 * @param goOn told every few seconds how far it is; says whether to go on
	 */
	default void check(Predicate<String> goOn) throws DataException {
		// what is made to order fits
	}

	/** Rows of a prepared sample. */
	int height();

	/** Columns of a prepared sample. */
	int width();

	/** Number of label indices a sample may hold: the declared labels, and one more (the last) where don't-care is one. */
	int labels();

	/** Index of the don't-care label, or -1 where there is none. */
	int dontCare();

	/** What label map files hold for a label index. */
	default int stored(int label) {
		return label;
	}

	/** Whether samples carry an instance edge map. */
	boolean edges();

	/** Channels of the semantic input: one per label index, one more for the edges. */
	default int labelChannels() {
		return labels() + (edges() ? 1 : 0);
	}

	/** Number of training samples, known once opened. */
	int size();

	/** Number of held-out samples, known once opened; none of them is trained on. */
	int heldOut();

	/** The sample at a position of an epoch's shuffled order, augmented: {@code 0 <= position < size()}. */
	Sample training(long seed, int epoch, int position) throws DataException;

	/** A held-out sample, never augmented: {@code 0 <= index < heldOut()}. */
	Sample heldOut(int index) throws DataException;

	/** One name per label index. */
	List<String> labelNames();

	/** One colour per label index, 0xRRGGBB. */
	int[] labelColours();

	/** What a number measured on the held-out samples has to say about them: dataset, split, preparation; in this order. */
	default Map<String, String> provenance() {
		return Map.of("dataset", getClass().getSimpleName(), "split", "held out");
	}
}
