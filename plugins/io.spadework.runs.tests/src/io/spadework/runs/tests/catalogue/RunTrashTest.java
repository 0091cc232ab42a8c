package io.spadework.runs.tests.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.spadework.runs.RunFolder;
import io.spadework.runs.RunInfo;
import io.spadework.runs.RunWriter;
import io.spadework.runs.catalogue.RunTrash;
import io.spadework.runs.tests.compare.MadeUpRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTrashTest {

	@TempDir
	Path folder;

	@Test
	void a_run_comes_back_as_it_was() throws Exception {
		MadeUpRun run = new MadeUpRun(folder.resolve("runs/run-1")).write().line(1, "loss/G/total", 3);
		String before = Files.readString(run.folder().resolve("run.json"));
		Path discarded = RunTrash.discard(RunFolder.at(run.folder()));
		assertFalse(Files.exists(run.folder()));
		assertEquals(List.of(), RunFolder.find(folder), "nothing finds it in the trash");
		assertEquals(List.of(discarded), RunTrash.list(folder.resolve("runs")));
		new MadeUpRun(folder.resolve("runs/run-1")).write();
		Path second = RunTrash.discard(RunFolder.at(run.folder()));
		assertEquals(2, RunTrash.list(folder.resolve("runs")).size(), "one of the same name lies beside it");

		assertEquals(RunFolder.at(run.folder()), RunTrash.restore(discarded));
		assertEquals(before, Files.readString(run.folder().resolve("run.json")));
		assertTrue(assertThrows(IOException.class, () -> RunTrash.restore(second)).getMessage().contains("there is another"), "nothing is overwritten");
		assertEquals(List.of(second), RunTrash.list(folder.resolve("runs")));
	}

	@Test
	void a_run_that_trains_is_not_deleted() throws Exception {
		RunFolder run = RunFolder.at(folder.resolve("runs/run-1"));
		try (RunWriter writer = RunWriter.start(run, RunInfo.starting("SPADE", "Landscapes", 1, "cpu", Map.of(), Map.of(), 100), 0)) {
			assertTrue(assertThrows(IOException.class, () -> RunTrash.discard(run)).getMessage().contains("still trains"));
		}
		assertTrue(Files.exists(run.path().resolve("run.json")));
	}

	@Test
	void a_run_that_cannot_be_moved_stays_and_says_why() throws Exception {
		MadeUpRun run = new MadeUpRun(folder.resolve("runs/run-1")).write();
		Path runs = run.folder().getParent();
		assumeTrue(runs.toFile().setWritable(false) && !Files.isWritable(runs), "whoever may do everything can move it");
		try {
			String said = assertThrows(IOException.class, () -> RunTrash.discard(RunFolder.at(run.folder()))).getMessage();
			assertTrue(said.contains("run-1 stays") && said.endsWith("nothing can be written to " + runs), said);
		} finally {
			assertTrue(runs.toFile().setWritable(true));
		}
		assertTrue(Files.exists(run.folder().resolve("run.json")));
	}

	@Test
	void deleting_for_good_follows_no_links_and_leaves_no_empty_trash() throws Exception {
		Path other = Files.writeString(Files.createDirectory(folder.resolve("data")).resolve("precious"), "x");
		MadeUpRun run = new MadeUpRun(folder.resolve("runs/run-1")).write();
		Files.createSymbolicLink(run.folder().resolve("link"), other.getParent());
		assertThrows(IOException.class, () -> RunTrash.delete(run.folder()), "what is not in the trash stays");
		RunTrash.delete(RunTrash.discard(RunFolder.at(run.folder())));
		assertTrue(Files.exists(other));
		assertFalse(Files.exists(folder.resolve("runs/.trash")));
	}
}
