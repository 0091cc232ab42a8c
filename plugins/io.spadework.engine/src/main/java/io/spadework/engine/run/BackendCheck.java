package io.spadework.engine.run;

import io.spadework.engine.networks.kernels.Backend;

/** Says whether anything can be computed with the backend on the class path, before a run is made for it: exit code 0, or 1 and one sentence on standard error. */
public final class BackendCheck {

	private BackendCheck() {
	}

	/** No arguments. */
	public static void main(String[] arguments) {
		try {
			Backend.requireUsable();
		} catch (IllegalArgumentException e) {
			System.err.println(e.getMessage());
			System.exit(1);
		}
	}
}
