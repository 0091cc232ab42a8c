package io.spadework.engine.run;

/** Whether the system has asked this process to end; the training looks at every step. */
final class StopRequest {

	private volatile boolean demanded;

	void demand() {
		demanded = true;
	}

	boolean demanded() {
		return demanded;
	}
}
