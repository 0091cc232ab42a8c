package io.spadework.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs of the packaged product, through its own start script, with the engine it carries. */
class CommandLineTest {

	private static final Path PRODUCT = Path.of(System.getProperty("spadework.product"));

	@TempDir
	Path folder;

	private Path study;

	@BeforeEach
	void aStudyFromTheTemplate() throws IOException, InterruptedException {
		study = folder.resolve("small study.spade");
		Program program = spadework(60, "new", "--template", "spade", "--data", "landscapes", "--set", "crop=64", "--set", "ngf=4", "--set", "ndf=4", "--out", study.toString());
		assertEquals(0, program.exitCode(), program.output());
	}

	@Test
	void validatesWithinTwoSeconds() throws IOException, InterruptedException {
		spadework(20, "validate", study.toString());
		Program program = spadework(20, "validate", study.toString());
		assertEquals(0, program.exitCode(), program.output());
		assertTrue(program.seconds() < 2, "validate took " + program.seconds() + " s");
	}

	@Test
	void namesABrokenEdgeWithoutAStackTrace() throws IOException, InterruptedException {
		String text = Files.readString(study);
		Files.writeString(study, text.replaceFirst("target=\"[^\"]+\"", "target=\"nowhere\""));
		Program program = spadework(20, "validate", study.toString());
		assertEquals(1, program.exitCode(), program.output());
		assertTrue(program.output().contains("nowhere"), program.output());
		assertFalse(program.output().contains("\tat "), program.output());
	}

	@Test
	void trainsWithTheEngineItCarries() throws IOException, InterruptedException {
		Path run = folder.resolve("run");
		Program program = spadework(200, "train", study.toString(), "--steps", "3", "--out", run.toString(), "--json");
		assertEquals(0, program.exitCode(), program.output());
		assertTrue(Files.exists(run.resolve("run.json")), program.output());
		JsonObject answer = JsonParser.parseString(program.output().substring(program.output().indexOf('{'))).getAsJsonObject();
		assertEquals(3, answer.get("lastStep").getAsInt(), program.output());
		assertTrue(answer.getAsJsonObject("layoutAccuracy").has("untrained"), program.output());
		String report = Files.readString(Path.of(answer.get("report").getAsString()));
		assertTrue(report.contains("Layout accuracy") && report.contains("held out"), "the report gives the figures and their protocol");
	}

	private Program spadework(int limitSeconds, String... arguments) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(List.of(PRODUCT.resolve("spadework").toString()));
		command.addAll(List.of(arguments));
		return Program.run(folder, limitSeconds, command);
	}
}
