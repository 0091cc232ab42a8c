package io.spadework.runs.tests.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spadework.runs.RunFolder;
import io.spadework.runs.RunInfo;
import io.spadework.runs.RunNotes;
import io.spadework.runs.RunStatus;
import io.spadework.runs.RunWriter;
import io.spadework.runs.catalogue.NotesStore;
import io.spadework.runs.catalogue.RunEntry;
import io.spadework.runs.catalogue.RunField;
import io.spadework.runs.catalogue.RunFields;
import io.spadework.runs.catalogue.RunIndex;
import io.spadework.runs.query.RunQuery;
import io.spadework.runs.tests.compare.MadeUpRun;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunIndexTest {

	@TempDir
	Path folder;

	@Test
	void only_runs_that_changed_are_read_again() throws Exception {
		List<RunFolder> runs = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			runs.add(RunFolder.at(new MadeUpRun(folder.resolve("run-" + i)).write().line(1, "loss/G/total", 3).folder()));
		}
		RunIndex index = index();
		List<RunEntry> first = look(index, runs);
		List<RunEntry> second = look(index, runs);
		for (int i = 0; i < 3; i++) {
			assertSame(first.get(i), second.get(i));
		}
		new MadeUpRun(runs.get(1).path()).line(2, "loss/G/total", 1);
		new NotesStore(null).write(runs.get(2), RunNotes.NONE.withTags(List.of("good")));
		List<RunEntry> third = look(index, runs);
		assertSame(first.get(0), third.get(0));
		assertEquals(1.0, third.get(1).summary().metrics().get("loss/G/total").last());
		assertEquals(List.of("good"), third.get(2).notes().tags());
		assertSame(first.get(2).summary(), third.get(2).summary(), "notes are no reason to read metrics");
		assertEquals(List.of(runs.get(2)), look(index, runs.subList(2, 3)).stream().map(RunEntry::run).toList());
	}

	@Test
	void a_run_that_goes_on_is_followed_to_its_end() throws Exception {
		RunFolder run = RunFolder.at(folder.resolve("run"));
		RunIndex index = index();
		try (RunWriter writer = RunWriter.start(run, RunInfo.starting("SPADE", "Landscapes", 1, "cpu", Map.of(), Map.of(), 100), 0)) {
			for (int step = 0; step < 20; step++) {
				writer.metrics(step, 0, step, Map.of("loss/G/total", 20.0 - step));
				RunEntry entry = look(index, List.of(run)).get(0);
				assertEquals("running", entry.status());
				assertEquals(20.0 - step, entry.summary().metrics().get("loss/G/total").last());
				assertEquals(step, entry.summary().step());
			}
			writer.status(RunStatus.FINISHED, "");
		}
		assertEquals("finished", look(index, List.of(run)).get(0).status());
	}

	@Test
	void an_engine_that_dies_without_a_word_shows_as_interrupted() throws Exception {
		RunFolder run = RunFolder.at(folder.resolve("run"));
		RunWriter.start(run, RunInfo.starting("SPADE", "Landscapes", 1, "cpu", Map.of(), Map.of(), 100), 0).close();
		Process engine = new ProcessBuilder("sleep", "600").start();
		String started = engine.info().startInstant().orElseThrow().toString();
		Files.writeString(run.path().resolve("run.json"), Files.readString(run.path().resolve("run.json")).replaceFirst("\"pid\": \\d+", "\"pid\": " + engine.pid())
				.replaceFirst("\"processStart\": \"[^\"]*\"", "\"processStart\": \"" + started + "\"").replaceFirst("\"status\": \"\\w+\"", "\"status\": \"running\""));
		RunIndex index = index();
		assertEquals("running", look(index, List.of(run)).get(0).status());
		engine.destroyForcibly().waitFor();
		assertEquals("interrupted", look(index, List.of(run)).get(0).status(), "no file has changed");
	}

	@Test
	void damaged_and_half_written_runs_say_so_and_keep_nobody_from_the_others() throws Exception {
		Path good = new MadeUpRun(folder.resolve("good")).write().line(1, "loss/G/total", 3).folder();
		Path cut = new MadeUpRun(folder.resolve("cut")).write().line(1, "loss/G/total", 3).text("metrics-1.jsonl", "{\"step\":2,\"ep").folder();
		Files.writeString(cut.resolve("run.json"), "{\"formatVersion\": 1, \"exper");
		Path newer = new MadeUpRun(folder.resolve("newer")).write().folder();
		Files.writeString(newer.resolve("run.json"), Files.readString(newer.resolve("run.json")).replace("\"formatVersion\": 1", "\"formatVersion\": 99"));
		Path garbage = new MadeUpRun(folder.resolve("garbage")).write().text("metrics-1.jsonl", "\0\1\2 garbage\n{]\n{\"step\":1e99}\n").folder();
		Files.writeString(garbage.resolve("study.spade"), "<study");
		Files.writeString(garbage.resolve("notes.json"), "{{{");
		Path empty = Files.createDirectory(folder.resolve("empty"));
		Path noFolder = Files.writeString(folder.resolve("file"), "x");
		List<RunEntry> entries = look(index(), List.of(good, cut, newer, garbage, empty, noFolder, folder.resolve("gone")).stream().map(RunFolder::at).toList());
		assertEquals(List.of("finished", "unreadable", "unreadable", "finished", "unreadable", "unreadable", "unreadable"), entries.stream().map(RunEntry::status).toList());
		assertEquals("", entries.get(0).problem());
		assertTrue(entries.get(1).problem().contains("run.json is not complete JSON"), entries.get(1).problem());
		assertEquals(3, entries.get(1).summary().metrics().get("loss/G/total").last(), "what was measured still shows");
		assertTrue(entries.get(2).problem().contains("A newer Spadework can open it"), entries.get(2).problem());
		assertTrue(entries.get(3).problem().contains("study.spade") && entries.get(3).problem().contains("notes.json"), entries.get(3).problem());
		for (RunField field : RunFields.of(entries).all()) {
			entries.forEach(field::text);
			entries.stream().sorted(field.order(true)).toList();
		}
	}

	@Test
	void a_cache_that_is_damaged_in_any_way_only_costs_time() throws Exception {
		List<RunFolder> runs = List.of(RunFolder.at(new MadeUpRun(folder.resolve("run-1")).write().line(1, "loss/G/total", 3).evaluation(1, "fid", 40, Map.of("a", "b")).folder()));
		Path cache = folder.resolve("state/summaries");
		RunIndex index = index();
		RunEntry expected = look(index, runs).get(0);
		index.save(cache);
		assertAlike(expected, look(new RunIndex(new NotesStore(null), cache), runs).get(0));
		byte[] whole = Files.readAllBytes(cache);
		Random random = new Random(5);
		for (int i = 0; i < 300; i++) {
			byte[] damaged = i < whole.length && i % 2 == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
			if (damaged.length > 4 && i % 2 == 1) {
				damaged[random.nextInt(4)] ^= (byte) (1 + random.nextInt(255));
			}
			Files.write(cache, damaged);
			assertAlike(expected, look(new RunIndex(new NotesStore(null), cache), runs).get(0));
		}
		index.save(cache);
		new MadeUpRun(runs.get(0).path()).line(2, "loss/G/total", 1);
		assertEquals(1.0, look(new RunIndex(new NotesStore(null), cache), runs).get(0).summary().metrics().get("loss/G/total").last(), "what has changed since is read");
	}

	@Test
	void looking_can_be_cancelled_and_goes_on_later() throws Exception {
		List<RunFolder> runs = new ArrayList<>();
		for (int i = 0; i < 40; i++) {
			runs.add(RunFolder.at(new MadeUpRun(folder.resolve("run-" + i)).write().folder()));
		}
		RunIndex index = index();
		AtomicInteger seen = new AtomicInteger();
		List<RunEntry> some = index.refresh(runs, seen::set, () -> seen.get() >= 5);
		assertTrue(some.size() >= 5 && some.size() < 40, some.size() + " of 40");
		assertEquals(40, look(index, runs).size());
	}

	@Test
	void a_thousand_runs_with_a_hundred_metrics_open_at_once() throws IOException {
		List<RunFolder> runs = make(1000, 100, 50);
		RunIndex index = index();
		long start = System.nanoTime();
		assertEquals(1000, look(index, runs).size());
		double read = seconds(start);
		Path cache = folder.resolve("state/summaries");
		start = System.nanoTime();
		index.save(cache);
		double saved = seconds(start);
		start = System.nanoTime();
		RunIndex again = new RunIndex(new NotesStore(null), cache);
		List<RunEntry> entries = look(again, runs);
		double opened = seconds(start);
		start = System.nanoTime();
		List<RunEntry> same = look(again, runs);
		double refreshed = seconds(start);
		start = System.nanoTime();
		RunFields fields = RunFields.of(entries);
		List<RunEntry> found = entries.stream().filter(query("loss/G/part7<0.5 seed:1,2 status:done")::matches).sorted(fields.named("loss/G/part3").get(0).order(true)).toList();
		double queried = seconds(start);
		System.out.printf(Locale.ROOT, "1,000 runs with 100 metrics of 50 steps (%d MB): first read in %.2f s, then opened in %.2f s from a cache of %.1f MB (saved in %.2f s), refreshed in %.3f s, filtered and sorted in %.3f s%n",
				bytes(runs) >> 20, read, opened, Files.size(cache) / 1e6, saved, refreshed, queried);
		assertEquals(100, entries.get(999).summary().metrics().size());
		assertTrue(!found.isEmpty() && found.size() < 1000);
		for (int i = 0; i < 1000; i++) {
			assertSame(entries.get(i), same.get(i));
		}
		assertTrue(read < 60, "first read in " + read + " s, where an idle computer needs four");
		assertTrue(opened < 20, "opened in " + opened + " s, where an idle computer needs less than one");
		assertTrue(refreshed < 5, "refreshed in " + refreshed + " s, where an idle computer needs a tenth of one");
	}

	private static RunQuery query(String text) {
		try {
			return RunQuery.parse(text);
		} catch (Exception e) {
			throw new AssertionError(e);
		}
	}

	private static void assertAlike(RunEntry expected, RunEntry actual) {
		for (RunField field : RunFields.of(List.of(expected)).all()) {
			if (!field.word().equals("age")) {
				assertEquals(field.text(expected), field.text(actual), field.word());
			}
		}
	}

	private static RunIndex index() {
		return new RunIndex(new NotesStore(null), null);
	}

	private static List<RunEntry> look(RunIndex index, List<RunFolder> runs) {
		return index.refresh(runs, done -> {
		}, () -> false);
	}

	private static double seconds(long since) {
		return (System.nanoTime() - since) / 1e9;
	}

	private static long bytes(List<RunFolder> runs) throws IOException {
		long bytes = 0;
		for (RunFolder run : runs) {
			bytes += Files.size(run.path().resolve("metrics-1.jsonl"));
		}
		return bytes;
	}

	private List<RunFolder> make(int count, int series, int steps) throws IOException {
		Random random = new Random(9);
		List<RunFolder> runs = new ArrayList<>();
		StringBuilder line = new StringBuilder();
		for (int i = 0; i < count; i++) {
			Path run = new MadeUpRun(folder.resolve("many/run-" + i)).seed(i % 5).parameter("ngf", Integer.toString(i / 5)).write().folder();
			try (BufferedWriter out = Files.newBufferedWriter(run.resolve("metrics-1.jsonl"))) {
				out.write("{\"from\":1}\n");
				for (int step = 1; step <= steps; step++) {
					line.setLength(0);
					line.append("{\"step\":").append(step).append(",\"epoch\":0,\"wall\":").append(step * 0.5).append(",\"values\":{");
					for (int j = 0; j < series; j++) {
						line.append(j == 0 ? "\"" : ",\"").append("loss/G/part").append(j).append("\":").append(random.nextFloat());
					}
					out.append(line).append("}}\n");
				}
			}
			runs.add(RunFolder.at(run));
		}
		return runs;
	}
}
