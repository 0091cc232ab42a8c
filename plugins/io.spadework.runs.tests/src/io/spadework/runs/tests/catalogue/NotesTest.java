package io.spadework.runs.tests.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spadework.runs.RunException;
import io.spadework.runs.RunFolder;
import io.spadework.runs.RunNotes;
import io.spadework.runs.catalogue.NotesStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotesTest {

	private static final RunNotes NOTES = new RunNotes(List.of("baseline", "night 1,night"), " wide \u00e4 \"head\"\n", true, false);

	@TempDir
	Path folder;

	@Test
	void notes_travel_with_the_run() throws Exception {
		RunFolder run = RunFolder.at(Files.createDirectory(folder.resolve("run-1")));
		new NotesStore(null).write(run, NOTES);
		assertEquals(List.of("baseline", "night", "1"), NOTES.tags(), "a tag is one word");
		Path moved = Files.move(run.path(), folder.resolve("elsewhere"));
		assertEquals(NOTES, new NotesStore(folder.resolve("state")).read(RunFolder.at(moved)));
		assertEquals(List.of("notes.json"), names(moved), "and nothing else is written");
	}

	@Test
	void a_run_that_cannot_be_written_to_has_its_notes_elsewhere() throws Exception {
		RunFolder run = RunFolder.at(Files.createDirectory(folder.resolve("run-1")));
		Path taken = Files.createDirectories(run.path().resolve("notes.json").resolve("in the way")).getParent();
		Files.createDirectories(run.path().resolve("notes.json.damaged").resolve("in the way"));
		NotesStore store = new NotesStore(folder.resolve("state"));
		store.write(run, NOTES);
		assertEquals(NOTES, store.read(run));
		assertThrows(IOException.class, () -> new NotesStore(null).write(run, NOTES));
		Files.delete(taken.resolve("in the way"));
		Files.delete(taken);
		store.write(run, NOTES.withStar(false));
		assertEquals(NOTES.withStar(false), RunNotes.read(run.path().resolve("notes.json")), "where it can be written to again, they go home");
		assertEquals(List.of(), names(folder.resolve("state")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{", "[]", "7", "{\"tags\":7}", "{\"tags\":[[]]}", "{\"text\":{}}", "{\"starred\":[1,2]}" })
	void damaged_notes_are_told_of_and_kept_when_new_ones_are_written(String damaged) throws Exception {
		Path file = Files.writeString(folder.resolve("notes.json"), damaged);
		assertTrue(assertThrows(RunException.class, () -> RunNotes.read(file)).getMessage().contains("notes.json"));
		NOTES.write(file);
		assertEquals(NOTES, RunNotes.read(file));
		assertEquals(damaged, Files.readString(folder.resolve("notes.json.damaged")));
	}

	@Test
	void what_a_newer_version_wrote_stays() throws Exception {
		Path file = Files.writeString(folder.resolve("notes.json"), "{\"tags\":[\"a\"],\"rating\":5}");
		RunNotes.read(file).withText("good").write(file);
		assertTrue(Files.readString(file).contains("\"rating\": 5"));
		assertEquals(new RunNotes(List.of("a"), "good", false, false), RunNotes.read(file));
		assertFalse(Files.exists(folder.resolve("notes.json.damaged")));
	}

	private static List<String> names(Path folder) throws IOException {
		try (var files = Files.list(folder)) {
			return files.map(file -> file.getFileName().toString()).sorted().toList();
		}
	}
}
