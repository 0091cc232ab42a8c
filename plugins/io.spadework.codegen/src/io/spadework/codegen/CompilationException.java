package io.spadework.codegen;

import java.util.List;

/** Says why generated source does not compile: one readable line per diagnostic. */
public final class CompilationException extends Exception {

	private static final long serialVersionUID = 1L;

	private final List<String> diagnostics;

	/** @param diagnostics one line each: file, line, what the compiler says; may be empty */
	public CompilationException(String message, List<String> diagnostics) {
		super(diagnostics.isEmpty() ? message : message + "\n" + String.join("\n", diagnostics));
		this.diagnostics = List.copyOf(diagnostics);
	}

	/** What the compiler says, one line each: {@code file:line: message}. */
	public List<String> diagnostics() {
		return diagnostics;
	}
}
