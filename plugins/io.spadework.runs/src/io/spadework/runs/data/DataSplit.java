package io.spadework.runs.data;

import java.util.List;

/**
 * The pairs of a folder, each to one end.
 *
 * @param heldOut pairs that are only measured on; may be empty
 * @param source where the held-out pairs come from, or why there are none, for protocols
 * @param problem which files have no partner, so that the folder cannot be trained on; empty where all have one
 */
public record DataSplit(List<DataPair> training, List<DataPair> heldOut, String source, String problem) {

	public DataSplit {
		training = List.copyOf(training);
		heldOut = List.copyOf(heldOut);
	}
}
