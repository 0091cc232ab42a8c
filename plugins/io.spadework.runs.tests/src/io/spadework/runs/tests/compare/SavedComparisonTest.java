package io.spadework.runs.tests.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.spadework.runs.RunException;
import io.spadework.runs.compare.SavedComparison;

class SavedComparisonTest {

	@TempDir
	private Path folder;

	@Test
	void whatWasWrittenIsReadBackEvenWhereTheFoldersMoved() throws RunException {
		SavedComparison saved = SavedComparison.of(List.of(folder.resolve("study/runs/a"), folder.resolve("other runs/ü")))
				.withColour(folder.resolve("study/runs/a"), "#1f5fbf").withMeasures(List.of("fid@01234567", "loss/G/total"));
		String text = saved.text(folder.resolve("study"));
		assertEquals(saved, SavedComparison.read(text, folder.resolve("study")));
		assertTrue(text.contains("\"runs/a\"") && text.contains("\"../other runs/ü\""), text);
		Path moved = folder.resolve("moved");
		assertEquals(moved.resolve("study/runs/a"), SavedComparison.read(text, moved.resolve("study")).runs().get(0));
	}

	@Test
	void aRunThatIsNamedTwiceCountsOnce() {
		assertEquals(1, SavedComparison.of(List.of(folder.resolve("a"), folder.resolve("b/../a"))).runs().size());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "[]", "{", "{}", "{\"runs\": 3}", "{\"runs\": [3]}", "{\"runs\": [{}]}", "{\"runs\": [{\"path\": \"a\\u0000b\"}]}",
			"{\"runs\": [{\"path\": \"a\", \"colour\": \"red\"}]}", "{\"formatVersion\": 2, \"runs\": []}", "{\"formatVersion\": {}, \"runs\": []}", "{\"runs\": [], \"measures\": 1}" })
	void whatIsNoComparisonIsRefusedInASentence(String text) {
		RunException refusal = assertThrows(RunException.class, () -> SavedComparison.read(text, folder));
		assertTrue(refusal.getMessage() != null && !refusal.getMessage().isBlank());
	}
}
