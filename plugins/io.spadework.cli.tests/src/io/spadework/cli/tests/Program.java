package io.spadework.cli.tests;

import io.spadework.cli.Spadework;
import io.spadework.runs.Machine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;

/**
 * A verb that has run in this process.
 *
 * @param code its exit code
 * @param out  what it answered
 * @param err  what else it said
 */
record Program(int code, String out, String err) {

	static {
		try {
			// what is learned of the machine here is none of the user's business
			System.setProperty(Machine.FOLDER_PROPERTY, Files.createTempDirectory("spadework-home").toString());
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

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
