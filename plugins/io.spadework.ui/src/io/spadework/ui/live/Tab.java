package io.spadework.ui.live;

/** What the live view's charts can show. */
public enum Tab {
	LOSSES("Losses", "The terms of the losses, for each network"),
	EVALUATION("Evaluation", "What was measured on held-out samples, each metric with its protocol"),
	GRADIENTS("Gradients", "The Euclidean norm of each network's gradient"),
	RATE("Learning Rate", "The learning rate of each network"),
	SPEED("Speed", "Images a second, and what a step waited for data"),
	MEMORY("Memory", "The engine's memory, in and outside of Java's heap"),
	ALL("All", "Everything, in small");

	private final String title;
	private final String description;

	Tab(String title, String description) {
		this.title = title;
		this.description = description;
	}

	/** For people. */
	public String title() {
		return title;
	}

	/** In a sentence. */
	public String description() {
		return description;
	}
}
