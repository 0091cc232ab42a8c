package io.spadework.ui.charts;

/**
 * Something that happened at a place of the x axis.
 *
 * @param text what to say at the cross-hair
 */
public record Marker(double x, Kind kind, String text) {

	/** How it is drawn. */
	public enum Kind {
		/** A small triangle at the foot. */
		NOTE,
		/** A line across the chart. */
		BORDER,
		/** A line across the chart in the colour of trouble. */
		ALARM
	}
}
