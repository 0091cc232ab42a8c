package io.spadework.launch.tests;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.spadework.runs.Control;
import io.spadework.runs.Request;
import io.spadework.runs.RunFolder;
import io.spadework.runs.RunInfo;
import io.spadework.runs.RunStatus;
import io.spadework.runs.RunWriter;

/** Behaves as an engine does, without computing anything: FakeEngine RUN STEPS MILLISECONDS [deaf], where a deaf one obeys no request. */
public final class FakeEngine {

	private FakeEngine() {
	}

	public static void main(String[] arguments) throws Exception {
		PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
		int steps = Integer.parseInt(arguments[1]);
		long pause = Long.parseLong(arguments[2]);
		boolean deaf = List.of(arguments).contains("deaf");
		if (steps < 0) {
			System.err.println("data/train_img holds no images");
			System.exit(1);
		}
		RunFolder run = RunFolder.at(Path.of(arguments[0]));
		Control control = Control.at(run.path());
		try (RunWriter writer = RunWriter.start(run, RunInfo.starting("SPADE", "Landscapes", 1, "cpu", Map.of(), Map.of(), steps), 0)) {
			for (int step = 0; step < steps; step++) {
				boolean paused = false;
				do {
					List<Request> requests = deaf ? List.of() : control.poll();
					if (requests.contains(Request.STOP)) {
						writer.status(RunStatus.STOPPED, "stopped on request");
						out.println("stopped at step " + step);
						return;
					}
					boolean before = paused;
					paused = requests.contains(Request.PAUSE) || paused && !requests.contains(Request.RESUME);
					if (paused != before) {
						writer.status(paused ? RunStatus.PAUSED : RunStatus.RUNNING, "");
					}
					if (paused) {
						Thread.sleep(20);
					}
				} while (paused);
				writer.metrics(step, 0, step * pause / 1000.0, Map.of("loss/G/total", 2.0 / (step + 1), "loss/D/total", 1.0));
				out.println("step " + step + " of " + steps + " \u00b7 G 2.0");
				Thread.sleep(pause);
			}
			writer.status(RunStatus.FINISHED, "");
			out.println("finished");
		}
	}
}
