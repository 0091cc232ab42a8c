package io.spadework.notation;

/**
 * How an edge is drawn.
 *
 * @param conditioning whether it carries the label map to a block that normalises with it, beside the data
 * @param label        shape of what flows, "C x H x W"; empty if unknown
 */
public record Line(boolean conditioning, String label) {

	/** The colour of the line on a background. */
	public Colour on(Theme theme) {
		return conditioning ? Family.LABEL_MAP.on(theme).stroke() : theme.line();
	}
}
