package io.spadework.ui.live;

/** How much curves are smoothed. */
public enum Smoothing {

	NONE("None", 0), LIGHT("Light", 0.6), MEDIUM("Medium", 0.9), STRONG("Strong", 0.98);

	private final String title;
	private final double weight;

	Smoothing(String title, double weight) {
		this.title = title;
		this.weight = weight;
	}

	/** For people. */
	public String title() {
		return title;
	}

	/** The weight of the past in an exponential moving average, below 1; 0 = none. */
	double weight() {
		return weight;
	}
}
