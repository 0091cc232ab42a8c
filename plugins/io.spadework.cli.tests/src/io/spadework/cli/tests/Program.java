package io.spadework.cli.tests;

import io.spadework.cli.Spadework;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * A verb that has run in this process.
 *
 * @param code its exit code
 * @param out  what it answered
 * @param err  what else it said
 */
record Program(int code, String out, String err) {

	static Program spadework(String... arguments) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		ByteArrayOutputStream err = new ByteArrayOutputStream();
		int code = Spadework.run(arguments, new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8));
		return new Program(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
	}

	/** All that a person saw. */
	String all() {
		return out + err;
	}
}
