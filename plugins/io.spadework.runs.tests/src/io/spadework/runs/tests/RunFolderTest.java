package io.spadework.runs.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.spadework.runs.Evaluation;
import io.spadework.runs.Event;
import io.spadework.runs.RunException;
import io.spadework.runs.RunFolder;
import io.spadework.runs.RunInfo;
import io.spadework.runs.RunStatus;
import io.spadework.runs.RunWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunFolderTest {

	@TempDir
	Path folder;

	@Test
	void what_an_engine_writes_is_what_a_reader_sees() throws Exception {
		RunFolder run = RunFolder.at(folder.resolve("run"));
		Map<String, String> protocol = Map.of("dataset", "landscapes", "samples", "16");
		Evaluation evaluation = new Evaluation("layout_accuracy", 0.75, new double[] { 0.7, 0.8 }, 16, protocol);
		try (RunWriter writer = RunWriter.start(run, info(), 1)) {
			writer.metrics(1, 0, 0.5, new TreeMap<>(Map.of("loss/G/total", 1.5, "gradient/G", Double.NaN)));
			writer.metrics(2, 0, 1.0, Map.of("loss/G/total", 1.25));
			writer.event(Event.now(2, "checkpoint", "saved \"latest\"\nand best"));
			writer.evaluation(2, List.of(evaluation, new Evaluation("fid", Double.NaN, null, 0, Map.of())));
			assertEquals(RunStatus.RUNNING, run.status());
			assertTrue(Files.exists(run.path().resolve("heartbeat")));
			writer.status(RunStatus.FINISHED, "400 steps");
		}
		assertEquals(info().with(RunStatus.FINISHED, "400 steps"), run.info());
		assertEquals(RunStatus.FINISHED, run.status());
		assertEquals(Set.of("loss/G/total", "gradient/G"), run.metrics().series());
		assertEquals("saved \"latest\"\nand best", run.events().get(0).message());
		assertEquals(evaluation, run.evaluations().get(0));
		assertTrue(Double.isNaN(run.evaluations().get(1).value()));
		assertTrue(RunFolder.isRun(run.path()));
		try (Stream<Path> files = Files.walk(run.path())) {
			assertEquals(List.of(), files.filter(file -> file.toString().endsWith(".tmp")).toList());
		}
	}

	@Test
	void a_restart_opens_the_next_metrics_file_and_mends_the_line_a_crash_cut() throws Exception {
		RunFolder run = RunFolder.at(folder);
		try (RunWriter writer = RunWriter.start(run, info(), 1)) {
			writer.metrics(1, 0, 0.5, Map.of("a", 1.0));
			writer.event(Event.now(1, "phase", "first"));
		}
		Files.writeString(folder.resolve("events.jsonl"), Files.readString(folder.resolve("events.jsonl")) + "{\"step\":1,\"ti");
		try (RunWriter writer = RunWriter.start(run, info(), 2)) {
			writer.metrics(2, 0, 1, Map.of("a", 2.0));
			writer.event(Event.now(2, "resume", "second"));
		}
		assertTrue(Files.exists(folder.resolve("metrics-2.jsonl")));
		assertEquals(List.of("first", "second"), run.events().stream().map(Event::message).toList());
		assertEquals(2, run.metrics().series("a").size());
	}

	@Test
	void a_run_whose_process_is_gone_is_interrupted() throws Exception {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-version").redirectErrorStream(true).start();
		process.getInputStream().readAllBytes();
		process.waitFor();
		assertEquals(RunStatus.INTERRUPTED, status(info(process.pid(), Instant.now().toString(), info().host(), RunStatus.RUNNING)));
		assertEquals(RunStatus.INTERRUPTED, status(info(process.pid(), Instant.now().toString(), info().host(), RunStatus.PAUSED)));
		assertEquals(RunStatus.STOPPED, status(info(process.pid(), Instant.now().toString(), info().host(), RunStatus.STOPPED)));
	}

	@Test
	void another_process_with_the_same_id_is_not_the_run() throws Exception {
		RunInfo self = info();
		assumeTrue(!self.processStart().isEmpty(), "this platform doesn't tell when a process started");
		String earlier = Instant.parse(self.processStart()).minusSeconds(3600).toString();
		assertEquals(RunStatus.RUNNING, status(self));
		assertEquals(RunStatus.INTERRUPTED, status(info(self.pid(), earlier, self.host(), RunStatus.RUNNING)));
	}

	@Test
	void a_run_on_another_host_lives_while_its_heartbeat_is_fresh() throws Exception {
		RunInfo elsewhere = info(1, "", "another-machine", RunStatus.RUNNING);
		assertEquals(RunStatus.INTERRUPTED, status(elsewhere), "it never had a heartbeat");
		Path heartbeat = Files.writeString(folder.resolve("heartbeat"), "");
		assertEquals(RunStatus.RUNNING, status(elsewhere));
		Files.setLastModifiedTime(heartbeat, FileTime.from(Instant.now().minusSeconds(40)));
		assertEquals(RunStatus.INTERRUPTED, status(elsewhere));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{", "[]", "null", "{\"status\":\"running\"", "{\"status\":\"dreaming\"}", "{\"status\":\"running\",\"seed\":\"x\"}",
			"{\"status\":\"running\",\"versions\":[1]}", "{\"status\":{}}", "{\"formatVersion\":99,\"status\":\"running\"}", "\u0000\u0000" })
	void a_damaged_run_json_is_an_error_that_names_the_file(String text) throws IOException {
		Files.writeString(folder.resolve("run.json"), text);
		RunFolder run = RunFolder.at(folder);
		RunException e = assertThrows(RunException.class, run::info);
		assertTrue(e.getMessage().contains("run.json"), e.getMessage());
		assertEquals(RunStatus.FAILED, run.status());
	}

	@Test
	void a_folder_that_is_no_run_says_so() {
		RunException e = assertThrows(RunException.class, () -> RunFolder.at(folder).info());
		assertTrue(e.getMessage().contains("no run.json"), e.getMessage());
		assertFalse(RunFolder.isRun(folder));
		assertEquals(List.of(), RunFolder.at(folder).events());
		assertEquals(List.of(), RunFolder.at(folder).evaluations());
		assertEquals(List.of(), RunFolder.at(folder).sampleGrids());
	}

	@Test
	void damaged_evaluations_and_events_leave_the_others_readable() throws IOException {
		Path evaluations = Files.createDirectories(folder.resolve("evaluations"));
		Files.writeString(evaluations.resolve("1.json"), "{\"metric\":");
		Files.writeString(evaluations.resolve("2.json"), "[{\"metric\":\"m\"}]");
		Files.writeString(evaluations.resolve("10.json"), "[{\"metric\":\"m\",\"value\":2,\"samples\":1,\"protocol\":{}}]");
		Files.writeString(evaluations.resolve("9.json"), "[{\"metric\":\"m\",\"value\":1,\"interval\":null,\"samples\":1,\"protocol\":{}}]");
		Files.writeString(folder.resolve("events.jsonl"), "{\"step\":[]}\nx\n{\"step\":3,\"kind\":\"end\",\"new\":1}\n{\"step\":4");
		assertEquals(List.of(1.0, 2.0), RunFolder.at(folder).evaluations().stream().map(Evaluation::value).toList());
		assertEquals(List.of(new Event(3, "", "end", "")), RunFolder.at(folder).events());
	}

	@Test
	void sample_grids_come_in_order_of_step() throws IOException {
		Path samples = Files.createDirectories(folder.resolve("samples"));
		for (String name : List.of("step-001000.png", "step-000200.png", "step-1000000.png", "sample-00-step-000100.png", "step-000300.png.tmp")) {
			Files.writeString(samples.resolve(name), "");
		}
		List<Path> grids = RunFolder.at(folder).sampleGrids();
		assertEquals(List.of(200, 1000, 1000000), grids.stream().map(RunFolder::stepOf).toList());
	}

	@Test
	void runs_are_found_below_a_folder_but_not_inside_runs_or_too_deep() throws IOException {
		for (String place : List.of("b", "a/one", "a/one/inner", ".hidden/x", "1/2/3/4/5/6", "1/2/3/4/5/6/7")) {
			Files.createDirectories(folder.resolve(place));
		}
		for (String place : List.of("b", "a/one", "a/one/inner", ".hidden/x", "1/2/3/4/5/6/7")) {
			Files.writeString(folder.resolve(place).resolve("run.json"), "");
		}
		assertEquals(Set.of("a/one", "b"), found());
		Files.writeString(folder.resolve("1/2/3/4/5/6/run.json"), "");
		assertEquals(Set.of("a/one", "b", "1/2/3/4/5/6"), found());
	}

	@Test
	void links_in_a_circle_do_not_trap_the_search() throws IOException {
		Files.createDirectories(folder.resolve("a/b"));
		Files.writeString(folder.resolve("a/b/run.json"), "");
		try {
			Files.createSymbolicLink(folder.resolve("a/circle"), folder);
			Files.createSymbolicLink(folder.resolve("a/again"), folder.resolve("a/b"));
		} catch (IOException | UnsupportedOperationException e) {
			abort("this file system has no links");
		}
		assertEquals(1, RunFolder.find(folder).size());
	}

	@Test
	void equal_protocols_have_equal_hashes_and_any_difference_shows() {
		Evaluation one = new Evaluation("fid", 1, null, 10, new TreeMap<>(Map.of("a", "1", "b", "2")));
		assertEquals(one.protocolHash(), new Evaluation("fid", 2, null, 10, Map.of("b", "2", "a", "1")).protocolHash());
		assertNotEquals(one.protocolHash(), new Evaluation("fid", 1, null, 10, Map.of("a", "1", "b", "3")).protocolHash());
		assertNotEquals(one.protocolHash(), new Evaluation("fid", 1, null, 10, Map.of("a", "1\",\"b\":\"2")).protocolHash());
		assertEquals("eval/fid@" + one.protocolHash().substring(0, 8), one.seriesName());
	}

	@Test
	void a_folder_in_which_another_process_trains_is_refused() throws Exception {
		Process other = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jshell").toString()).start();
		try {
			String started = other.info().startInstant().map(Instant::toString).orElse("");
			assertEquals(RunStatus.RUNNING, status(info(other.pid(), started, info().host(), RunStatus.RUNNING)));
			IOException e = assertThrows(IOException.class, () -> RunWriter.start(RunFolder.at(folder), info(), 1));
			assertTrue(e.getMessage().contains("process " + other.pid()), e.getMessage());
		} finally {
			other.destroyForcibly().waitFor();
		}
		RunWriter.start(RunFolder.at(folder), info(), 1).close();
	}

	@Test
	void an_engine_may_not_write_what_only_readers_conclude() throws IOException {
		try (RunWriter writer = RunWriter.start(RunFolder.at(folder), info(), 1)) {
			assertThrows(IllegalArgumentException.class, () -> writer.status(RunStatus.INTERRUPTED, ""));
		}
	}

	private Set<String> found() {
		return RunFolder.find(folder).stream().map(run -> folder.toAbsolutePath().normalize().relativize(run.path()).toString().replace('\\', '/')).collect(Collectors.toSet());
	}

	private RunStatus status(RunInfo info) throws IOException {
		Files.writeString(folder.resolve("run.json"), "{\"formatVersion\":1,\"status\":\"" + info.status().word() + "\",\"pid\":" + info.pid()
				+ ",\"processStart\":\"" + info.processStart() + "\",\"host\":\"" + info.host() + "\"}");
		return RunFolder.at(folder).status();
	}

	private static RunInfo info() {
		return RunInfo.starting("SPADE", "Landscapes", 1, "cpu", Map.of("engine", "1.0"), Map.of("study", "ab12"), 400);
	}

	private static RunInfo info(long pid, String processStart, String host, RunStatus status) {
		return new RunInfo(1, "SPADE", "Landscapes", 1, "cpu", Map.of(), Map.of(), pid, processStart, host, status, 400, "", "trained", Map.of("memoryBytes", 5e8));
	}
}
