package io.spadework.notation;

import io.spadework.model.study.Port;

/**
 * How an edge is drawn.
 *
 * @param port         where it enters its target
 * @param conditioning whether it carries a label map, a style code or a condition to a node that normalises with it, beside the data
 * @param label        shape of what flows, "C x H x W"; empty if unknown
 */
public record Line(Port port, boolean conditioning, String label) {

	/** The colour of the line on a background. */
	public Colour on(Theme theme) {
		return !conditioning ? theme.line() : (port == Port.LABEL_MAP ? Family.LABEL_MAP : Family.STYLE).on(theme).stroke();
	}

	/** What flows, for people: "data", "label map", "style code" or "condition". */
	public String carries() {
		return PortNotation.label(port);
	}
}
