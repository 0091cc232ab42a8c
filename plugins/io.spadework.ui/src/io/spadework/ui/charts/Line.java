package io.spadework.ui.charts;

/**
 * A curve with its looks, as a chart shows it.
 *
 * @param id what a person's choices, such as switching it off, are remembered under
 * @param label in the legend and at the cross-hair
 * @param toolTip more about it, such as a metric's protocol; may be empty
 * @param curve what is drawn
 * @param behind the same before smoothing, drawn faintly; null for none
 * @param band an area around it, such as a mean's interval; null for none
 * @param look how it is drawn
 */
public record Line(String id, String label, String toolTip, Curve curve, Curve behind, Band band, Look look) {

	/** A curve alone. */
	public static Line of(String id, String label, Curve curve, Look look) {
		return new Line(id, label, "", curve, null, null, look);
	}

	/** Its label with its newest value, where it has one. */
	String words() {
		return Double.isNaN(curve.last()) && curve.x().length == 0 ? label : label + "  " + Values.words(curve.last());
	}

	/** How a line is drawn. */
	public record Look(int colour, int width, boolean dashed, boolean dots) {

		/** A thin line in the i-th colour. */
		public static Look thin(int colour) {
			return new Look(colour, 1, false, false);
		}

		/** A thick line in the i-th colour. */
		public static Look thick(int colour) {
			return new Look(colour, 2, false, false);
		}

		/** Points few enough to be shown each, joined by a line. */
		public static Look dotted(int colour) {
			return new Look(colour, 2, false, true);
		}
	}

	/**
	 * An area between two values at each place.
	 *
	 * @param x increasing
	 * @param low lower bounds, finite
	 * @param high upper bounds, finite
	 */
	public record Band(double[] x, double[] low, double[] high) {

		public Band {
			if (x.length != low.length || x.length != high.length) {
				throw new IllegalArgumentException("a band needs a lower and an upper bound at each of its " + x.length + " places");
			}
		}
	}
}
