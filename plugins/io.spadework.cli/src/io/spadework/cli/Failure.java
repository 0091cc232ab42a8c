package io.spadework.cli;

import picocli.CommandLine.ExitCode;

/** Ends a verb with a message for the person who asked, and an exit code. */
final class Failure extends Exception {

	private static final long serialVersionUID = 1L;

	private final int exitCode;

	private Failure(String message, int exitCode) {
		super(message);
		this.exitCode = exitCode;
	}

	/** It was asked for rightly and could not be done. */
	static Failure failed(String message) {
		return new Failure(message, ExitCode.SOFTWARE);
	}

	/** It was asked for wrongly. */
	static Failure usage(String message) {
		return new Failure(message, ExitCode.USAGE);
	}

	int exitCode() {
		return exitCode;
	}
}
