package io.spadework.cli.tests;

import static io.spadework.cli.tests.Program.spadework;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.spadework.runs.RunFolder;
import io.spadework.runs.RunInfo;
import io.spadework.runs.RunStatus;
import io.spadework.runs.RunWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs that list runs and say something of them. */
class RunsTest {

	@TempDir
	Path folder;

	@BeforeEach
	void threeRuns() throws IOException {
		run("narrow", 1, 2.5, RunStatus.FINISHED);
		run("wide", 2, 1.5, RunStatus.FINISHED);
		run("broken", 3, 9.5, RunStatus.FAILED);
	}

	@Test
	void runsAreListedSortedAndFiltered() {
		Program all = spadework("runs", folder.toString(), "--sort", "loss/G/total", "--columns", "name,status,loss/G/total,loss/G/total.best,seed");
		assertEquals(0, all.code(), all.all());
		assertEquals(List.of("Run     Status    loss/G/total  best loss/G/total  Seed", "wide    finished  1.500         1.500              2", "narrow  finished  2.500         2.500              1",
				"broken  failed    9.500         9.500              3"), all.out().lines().toList());
		assertTrue(all.err().endsWith("3 runs.\n"), all.err());
		assertTrue(all.err().contains("wide: ") && all.err().contains("there is no study.spade"), "what can't be read is told");
		Program some = spadework("runs", folder.toString(), "--where", "status:done loss/G/total<2", "--columns", "name", "--csv");
		assertEquals("name\r\nwide\r\n", some.out());
		assertEquals("", some.err());
		assertTrue(spadework("runs", folder.toString(), "--where", "status:failed").err().contains("1 of 3 runs."));
	}

	@Test
	void aDocumentHoldsAllThereIs() throws IOException {
		Files.writeString(folder.resolve("broken/run.json"), "{");
		JsonArray runs = JsonParser.parseString(spadework("runs", folder.toString(), "--json", "--sort", "name").out()).getAsJsonArray();
		JsonObject broken = runs.get(0).getAsJsonObject();
		assertEquals("unreadable", broken.get("status").getAsString());
		assertTrue(broken.get("problem").getAsString().contains("not complete JSON"));
		JsonObject wide = runs.get(2).getAsJsonObject();
		assertEquals("wide", wide.get("name").getAsString());
		assertEquals(1.5, wide.getAsJsonObject("metrics").getAsJsonObject("loss/G/total").get("best").getAsDouble());
		assertEquals(10.0, wide.get("seconds").getAsDouble());
	}

	@Test
	void whatPeopleSayOfRunsIsKeptAndFound() throws IOException {
		String wide = folder.resolve("wide").toString();
		assertEquals(0, spadework("annotate", wide, "--tag", "baseline", "--tag", "night", "--notes", "good skies", "--star").code());
		assertEquals(0, spadework("annotate", wide, "--untag", "night", "--archive").code());
		assertTrue(spadework("runs", folder.toString(), "--where", "tag:baseline starred skies archived:any").out().contains("wide"));
		assertFalse(spadework("runs", folder.toString()).out().contains("wide"), "it is archived");
		assertEquals(0, spadework("annotate", wide, "--no-archive").code());
		assertTrue(spadework("runs", folder.toString(), "--where", "-tag:night starred").out().contains("good skies"));
	}

	@Test
	void whatIsAskedWronglyIsRefused() {
		assertRefused(2, "\"doen\" is no status", "runs", folder.toString(), "--where", "status:doen");
		assertRefused(2, "No run has \"los/G/total\"; there is loss/G/total", "runs", folder.toString(), "--where", "los/G/total<2");
		assertRefused(2, "no run has \"sed\"; there is seed", "runs", folder.toString(), "--sort", "sed");
		assertRefused(2, "no run has \"sed\"", "runs", folder.toString(), "--columns", "name,sed");
		assertRefused(1, "there is no folder", "runs", folder.resolve("gone").toString());
		assertRefused(2, "nothing is said", "annotate", folder.resolve("wide").toString());
		assertRefused(1, "is no run", "annotate", folder.toString(), "--star");
		Program none = spadework("runs", folder.resolve("wide/samples").toString(), "--sort", "fid", "--where", "fid<3");
		assertEquals(0, none.code());
		assertTrue(none.err().contains("There are no runs below"), none.err());
	}

	private static void assertRefused(int code, String reason, String... arguments) {
		Program program = spadework(arguments);
		assertEquals(code, program.code(), program.all());
		assertTrue(program.err().contains(reason), program.err());
	}

	private void run(String name, long seed, double loss, RunStatus status) throws IOException {
		RunFolder run = RunFolder.at(folder.resolve(name));
		try (RunWriter writer = RunWriter.start(run, RunInfo.starting("SPADE", "Landscapes", seed, "cpu", Map.of(), Map.of(), 20), 0)) {
			writer.metrics(20, 0, 10, Map.of("loss/G/total", loss));
			writer.status(status, "");
		}
	}
}
