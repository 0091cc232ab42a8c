package io.spadework.engine.run;

import io.spadework.engine.training.Training;

/** One training as a process of its own. */
public final class EngineProcess {

	private final Training training;

	public EngineProcess(Training training) {
		this.training = training;
	}

	/** Runs it; returns the exit code. */
	public int run(String... arguments) {
		training.check();
		return 1;
	}
}
