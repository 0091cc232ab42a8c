package io.spadework.runs.tests.tensorboard;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.spadework.runs.RunFolder;
import io.spadework.runs.RunStatus;
import io.spadework.runs.Series;
import io.spadework.runs.compare.Comparison;
import io.spadework.runs.tensorboard.EventFile;
import io.spadework.runs.tensorboard.EventFileException;
import io.spadework.runs.tensorboard.TensorBoardExport;
import io.spadework.runs.tensorboard.TensorBoardImport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Event files that PyTorch and TensorBoard wrote or read; event_files.py beside this file made them. */
class TensorBoardTest {

	@TempDir
	Path folder;

	@ParameterizedTest
	@ValueSource(strings = { "pytorch", "tensors" })
	void a_log_is_imported_as_TensorBoard_itself_reads_it(String name) throws Exception {
		write("log/events.out.tfevents.1.host", resource(name + ".tfevents"));
		RunFolder run = TensorBoardImport.read(folder.resolve("log"), folder.resolve("imported")).get(0);
		JsonObject expected = json(name);
		assertEquals(expected.keySet(), run.metrics().series());
		double first = expected.asMap().values().stream().flatMap(points -> points.getAsJsonArray().asList().stream()).mapToDouble(point -> point.getAsJsonArray().get(2).getAsDouble()).min().orElseThrow();
		for (String tag : expected.keySet()) {
			Series series = run.metrics().series(tag);
			JsonArray points = expected.getAsJsonArray(tag);
			assertEquals(points.size(), series.size(), tag);
			for (int i = 0; i < points.size(); i++) {
				JsonArray point = points.get(i).getAsJsonArray();
				assertEquals(point.get(0).getAsInt(), series.step(i), tag);
				assertEquals((float) point.get(1).getAsDouble(), (float) series.value(i), tag);
				assertEquals(point.get(2).getAsDouble() - first, series.wall(i), 0.5, tag + ": a step has one time in a run, that of what was said first of it");
			}
		}
		assertEquals(RunStatus.FINISHED, run.status());
		assertTrue(run.info().isImported());
		assertTrue(Files.readString(run.path().resolve("run.json")).contains("\"kind\": \"imported\""));
	}

	@Test
	void what_is_exported_is_what_TensorBoard_has_read() throws Exception {
		RunFolder run = madeUp();
		Path file = TensorBoardExport.write(run, folder.resolve("log"));
		assertArrayEquals(resource("exported.tfevents"), Files.readAllBytes(file), "exported.json is what TensorBoard reads in this very file");
		JsonObject read = json("exported");
		assertEquals(Set.of("loss/G/total", "lr/G", "eval/fid@" + run.evaluations().get(0).protocolHash().substring(0, 8)), read.keySet());
		Series loss = run.metrics().series("loss/G/total");
		for (int i = 0; i < loss.size(); i++) {
			JsonArray point = read.getAsJsonArray("loss/G/total").get(i).getAsJsonArray();
			assertEquals(loss.step(i), point.get(0).getAsInt());
			assertEquals((float) loss.value(i), (float) point.get(1).getAsDouble());
			assertEquals(1767225600 + loss.wall(i), point.get(2).getAsDouble(), 1e-3);
		}
		assertTrue(Double.isNaN(loss.value(1)), "a NaN is among them");
	}

	@Test
	void an_export_that_is_imported_again_is_the_same_run_but_for_a_floats_digits() throws Exception {
		RunFolder run = madeUp();
		TensorBoardExport.write(run, folder.resolve("log"));
		TensorBoardExport.write(run, folder.resolve("log"));
		try (var files = Files.list(folder.resolve("log"))) {
			assertEquals(1, files.count(), "made anew, it replaces the earlier one");
		}
		RunFolder again = TensorBoardImport.read(folder.resolve("log"), folder.resolve("again")).get(0);
		Series loss = run.metrics().series("loss/G/total");
		Series read = again.metrics().series("loss/G/total");
		assertEquals(loss.size(), read.size());
		for (int i = 0; i < loss.size(); i++) {
			assertEquals((float) loss.value(i), (float) read.value(i));
			assertEquals(loss.step(i), read.step(i));
		}
		assertEquals(0.3, read.value(2), "0.3 is not turned into 0.30000001192");
		Comparison comparison = Comparison.of(List.of(run.path(), again.path()));
		assertTrue(comparison.chiefMeasures().stream().anyMatch(measure -> measure.name().equals("lr/G")), "what another program measured is shown");
		assertEquals(2, comparison.groups().size(), "nothing tells that an imported run is like another");
	}

	@Test
	void a_folder_of_logs_becomes_a_folder_of_runs() throws Exception {
		byte[] log = resource("pytorch.tfevents");
		write("log/events.out.tfevents.1.host", log);
		write("log/a/events.out.tfevents.1.host", log);
		write("log/a/b/events.out.tfevents.1.host", log);
		List<RunFolder> runs = TensorBoardImport.read(folder.resolve("log"), folder.resolve("runs"));
		assertEquals(Set.of("log", "a", "a/b"), runs.stream().map(run -> folder.resolve("runs").relativize(run.path()).toString().replace('\\', '/')).collect(Collectors.toSet()));
		IOException e = assertThrows(IOException.class, () -> TensorBoardImport.read(folder.resolve("log"), folder.resolve("runs")));
		assertTrue(e.getMessage().contains("run already"), e.getMessage());
	}

	@Test
	void a_log_that_is_cut_short_is_imported_as_far_as_it_goes_and_says_so() throws Exception {
		byte[] whole = resource("pytorch.tfevents");
		for (int length : new int[] { 222, 230, 234, 250, 268 }) {
			write("log" + length + "/events.out.tfevents.1", Arrays.copyOf(whole, length));
			RunFolder run = TensorBoardImport.read(folder.resolve("log" + length), folder.resolve("run" + length)).get(0);
			assertTrue(run.info().message().contains("within a record"), run.info().message());
			assertTrue(run.metrics().lastStep() >= 1);
		}
	}

	@Test
	void a_record_that_promises_too_much_is_refused_and_nothing_is_made() throws Exception {
		byte[] head = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN).putLong(Long.MAX_VALUE).array();
		ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).putInt(8, masked(head, 0, 8));
		assertRefused(head, "9223372036854775807 bytes");
		assertRefused("no event file at all".getBytes(StandardCharsets.UTF_8), "check sum");
		byte[] flipped = resource("pytorch.tfevents");
		flipped[300] ^= 1;
		assertRefused(flipped, "check sum");
		assertRefused(frame(new byte[] { 0x2a, 0x7f, 1 }), "a field of 127 bytes where 1 are left");
		assertRefused(frame(new byte[] { 0x09, 1, 2 }), "breaks off");
		assertRefused(frame(new byte[] { 0x2b }), "a field of kind 3");
		assertRefused(frame(new byte[] { 0x10, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1 }), "64 bits");
	}

	@Test
	void any_byte_may_be_wrong_without_any_other_end_than_an_error_that_names_the_file() throws Exception {
		byte[] good = resource("tensors.tfevents");
		Random random = new Random(3);
		EventFile.Reader nobody = new EventFile.Reader() {

			@Override
			public void scalar(String tag, long step, double wallTime, double value) {
				// only whether it can be read counts here
			}

			@Override
			public void restart(long step) {
				// only whether it can be read counts here
			}
		};
		for (int i = 0; i < 2000; i++) {
			// The record's content is damaged and its check sum is made to fit: the check sum is no shield against malice.
			int length = 1 + random.nextInt(60);
			byte[] record = Arrays.copyOfRange(good, 60, 60 + length);
			record[random.nextInt(length)] = (byte) random.nextInt();
			Path file = write("fuzz/events.out.tfevents.1", frame(record));
			try {
				EventFile.read(file, nobody);
			} catch (EventFileException e) {
				assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
			}
		}
	}

	@Test
	void a_step_beyond_what_a_run_can_hold_is_refused() throws Exception {
		ByteArrayOutputStream event = new ByteArrayOutputStream();
		event.writeBytes(new byte[] { 0x10, -1, -1, -1, -1, 0x7f, 0x2a, 10, 0x0a, 8, 0x0a, 1, 'x', 0x15, 0, 0, 0, 0 });
		assertRefused(frame(event.toByteArray()), "\"x\" is at step");
	}

	@Test
	void a_folder_without_logs_or_without_scalars_says_so() throws Exception {
		Files.createDirectories(folder.resolve("empty"));
		assertFalse(TensorBoardImport.isLog(folder.resolve("empty")));
		assertFalse(TensorBoardImport.isLog(folder.resolve("nowhere")));
		assertTrue(assertThrows(IOException.class, () -> TensorBoardImport.read(folder.resolve("empty"), folder.resolve("run"))).getMessage().contains("no TensorBoard event files"));
		write("none/events.out.tfevents.1", frame(new byte[0]));
		assertTrue(assertThrows(IOException.class, () -> TensorBoardImport.read(folder.resolve("none"), folder.resolve("run"))).getMessage().contains("no scalars"));
		assertFalse(Files.exists(folder.resolve("run")));
	}

	private void assertRefused(byte[] file, String words) throws IOException {
		Path path = write("refused/events.out.tfevents.1", file);
		EventFileException e = assertThrows(EventFileException.class, () -> TensorBoardImport.read(path.getParent(), folder.resolve("never")));
		assertTrue(e.getMessage().contains(path.toString()), e.getMessage());
		assertTrue(e.getMessage().contains(words), e.getMessage());
		assertFalse(Files.exists(folder.resolve("never")));
	}

	/** A run whose every byte is known, so that its export is. */
	private RunFolder madeUp() throws IOException {
		write("run/run.json", "{\"formatVersion\":1,\"experiment\":\"SPADE\",\"status\":\"finished\",\"processStart\":\"2026-01-01T00:00:00Z\"}".getBytes(StandardCharsets.UTF_8));
		StringBuilder lines = new StringBuilder("{\"from\":1}\n");
		for (int step = 1; step <= 300; step++) {
			lines.append("{\"step\":" + step + ",\"epoch\":0,\"wall\":" + step * 0.25 + ",\"values\":{\"loss/G/total\":" + (step == 2 ? "\"NaN\"" : Double.toString(step / 10.0))
					+ (step % 100 == 1 ? ",\"lr/G\":2e-4" : "") + "}}\n");
		}
		write("run/metrics-1.jsonl", lines.toString().getBytes(StandardCharsets.UTF_8));
		write("run/evaluations/300.json", "[{\"metric\":\"fid\",\"value\":70.25,\"samples\":16,\"protocol\":{\"dataset\":\"landscapes\"}}]".getBytes(StandardCharsets.UTF_8));
		return RunFolder.at(folder.resolve("run"));
	}

	private Path write(String name, byte[] bytes) throws IOException {
		Path file = folder.resolve(name);
		Files.createDirectories(file.getParent());
		return Files.write(file, bytes);
	}

	private static byte[] resource(String name) throws IOException {
		try (InputStream in = TensorBoardTest.class.getResourceAsStream(name)) {
			return in.readAllBytes();
		}
	}

	private static JsonObject json(String name) throws IOException {
		JsonElement json = JsonParser.parseString(new String(resource(name + ".json"), StandardCharsets.UTF_8));
		return json.getAsJsonObject();
	}

	/** A record with check sums that fit. */
	private static byte[] frame(byte[] data) {
		ByteBuffer frame = ByteBuffer.allocate(16 + data.length).order(ByteOrder.LITTLE_ENDIAN).putLong(data.length);
		frame.putInt(masked(frame.array(), 0, 8)).put(data);
		return frame.putInt(masked(data, 0, data.length)).array();
	}

	private static int masked(byte[] bytes, int from, int length) {
		CRC32C crc = new CRC32C();
		crc.update(bytes, from, length);
		int sum = (int) crc.getValue();
		return (sum >>> 15 | sum << 17) + 0xa282ead8;
	}
}
