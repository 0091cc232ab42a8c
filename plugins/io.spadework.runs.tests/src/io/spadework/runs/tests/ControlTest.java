package io.spadework.runs.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.spadework.runs.Control;
import io.spadework.runs.Request;
import io.spadework.runs.RunFolder;
import io.spadework.runs.RunInfo;
import io.spadework.runs.RunWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlTest {

	@TempDir
	Path run;

	@Test
	void a_request_is_obeyed_once() throws IOException {
		Control control = Control.at(run);
		assertEquals(List.of(), control.poll());
		Control.send(run, Request.PAUSE);
		assertEquals(List.of(Request.PAUSE), control.poll());
		assertEquals(List.of(), control.poll());
	}

	@Test
	void requests_come_in_the_order_they_were_sent() throws IOException {
		Control.send(run, Request.PAUSE);
		Control.send(run, Request.RESUME);
		Control.send(run, Request.STOP);
		Files.setLastModifiedTime(run.resolve("control/resume"), FileTime.from(Instant.now().minusSeconds(9)));
		Files.setLastModifiedTime(run.resolve("control/pause"), FileTime.from(Instant.now().minusSeconds(5)));
		Files.writeString(run.resolve("control/dance"), "");
		assertEquals(List.of(Request.RESUME, Request.PAUSE, Request.STOP), Control.at(run).poll());
	}

	@Test
	void a_stop_that_came_too_late_for_one_process_does_not_stop_the_next() throws IOException {
		Control.send(run, Request.STOP);
		Files.setLastModifiedTime(run.resolve("control/stop"), FileTime.from(Instant.now().minusSeconds(86400)));
		Control.send(run, Request.SAMPLE);
		RunWriter.start(RunFolder.at(run), RunInfo.starting("e", "s", 1, "cpu", Map.of(), Map.of(), 1), 1).close();
		assertEquals(List.of(Request.SAMPLE), Control.at(run).poll());
	}

	@Test
	void a_folder_that_does_not_exist_can_not_be_asked() {
		assertThrows(IOException.class, () -> Control.send(run.resolve("gone"), Request.STOP));
	}
}
