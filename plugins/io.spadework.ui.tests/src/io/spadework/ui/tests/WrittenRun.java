package io.spadework.ui.tests;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageLoader;
import org.eclipse.swt.graphics.PaletteData;

import io.spadework.runs.Control;
import io.spadework.runs.Request;
import io.spadework.runs.RunFolder;
import io.spadework.runs.RunInfo;
import io.spadework.runs.RunStatus;
import io.spadework.runs.RunWriter;

/** A run that a test writes as an engine would; while it is open, this process is its engine. */
public final class WrittenRun implements AutoCloseable {

	private static final double SECONDS_PER_STEP = 0.25;

	private final RunFolder run;
	private final RunWriter writer;
	private final Control control;
	private final Random random;
	private int next;

	private WrittenRun(RunFolder run, RunWriter writer, Random random) {
		this.random = random;
		this.run = run;
		this.writer = writer;
		this.control = Control.at(run.path());
	}

	public static WrittenRun start(Path folder, int totalSteps) throws IOException {
		return start(folder, totalSteps, 1, "SPADE");
	}

	/** A run of an experiment with a seed, which its noise has, too. */
	public static WrittenRun start(Path folder, int totalSteps, long seed, String experiment) throws IOException {
		RunFolder run = RunFolder.at(folder);
		return new WrittenRun(run, RunWriter.start(run, RunInfo.starting(experiment, "Landscapes", seed, "cpu", Map.of(), Map.of(), totalSteps), 0), new Random(6 + seed));
	}

	/** Numbers such as a training gives. */
	public WrittenRun steps(int count) throws IOException {
		for (int i = 0; i < count; i++, next++) {
			double noise = random.nextGaussian();
			Map<String, Double> values = new LinkedHashMap<>();
			double matching = 2.2 + 6 * Math.exp(-next / 90.0) + 0.25 * noise;
			double adversarial = 0.4 + 0.3 * Math.sin(next / 60.0) + 0.2 * random.nextGaussian();
			values.put("loss/G/feature_matching", matching);
			values.put("loss/G/adversarial", adversarial);
			values.put("loss/G/total", matching + adversarial);
			double real = 0.7 + 0.4 * Math.exp(-next / 50.0) + 0.1 * random.nextGaussian();
			double fake = 0.8 + 0.3 * Math.exp(-next / 70.0) + 0.1 * random.nextGaussian();
			values.put("loss/D/real", real);
			values.put("loss/D/fake", fake);
			values.put("loss/D/total", real + fake);
			values.put("accuracy/D", 0.74);
			values.put("speed/images_per_second", 15.8);
			writer.metrics(next, next / 250, next * SECONDS_PER_STEP, values);
		}
		return this;
	}

	/** Two long curves and nothing else. */
	public WrittenRun longCurves(int count) throws IOException {
		for (int i = 0; i < count; i++, next++) {
			writer.metrics(next, 0, next * SECONDS_PER_STEP, Map.of("loss/G/total", 3 + Math.sin(next / 5000.0) + 0.3 * random.nextGaussian(), "loss/D/total",
					1.5 + Math.sin(next / 900.0) / 2 + 0.2 * random.nextGaussian()));
		}
		return this;
	}

	/** A sample grid: a row of label map, generated and real for each sample, with transparent gutters. */
	public WrittenRun sample(int step) {
		int tile = 64;
		int gutter = 2;
		int samples = 8;
		ImageData grid = new ImageData(3 * tile + 2 * gutter, samples * (tile + gutter) - gutter, 24, new PaletteData(0xFF0000, 0xFF00, 0xFF));
		grid.alphaData = new byte[grid.width * grid.height];
		for (int row = 0; row < samples; row++) {
			for (int column = 0; column < 3; column++) {
				for (int y = 0; y < tile; y++) {
					for (int x = 0; x < tile; x++) {
						int horizon = (int) (30 + 10 * Math.sin((x + 40 * row) / 12.0));
						int sky = column == 0 ? 0x4682B4 : 0x8EC5F2 - 0x010100 * (y / 2);
						int land = column == 0 ? 0x6B8E23 : 0x3F7F3A + 0x000300 * ((x * 7 + y * 13) % 9);
						int noise = column == 1 ? 0x040404 * random.nextInt(Math.max(1, 12 - step / 50)) : 0;
						int px = column * (tile + gutter) + x;
						int py = row * (tile + gutter) + y;
						grid.setPixel(px, py, (y < horizon ? sky : land) + noise & 0xFFFFFF);
						grid.alphaData[py * grid.width + px] = (byte) 255;
					}
				}
			}
		}
		ImageLoader loader = new ImageLoader();
		loader.data = new ImageData[] { grid };
		loader.save(run.samples().resolve(String.format("step-%06d.png", step)).toString(), SWT.IMAGE_PNG);
		return this;
	}

	public WrittenRun status(RunStatus status, String message) throws IOException {
		writer.status(status, message);
		return this;
	}

	public RunFolder run() {
		return run;
	}

	/** The requests that have come. */
	public List<Request> requests() {
		return control.poll();
	}

	@Override
	public void close() throws IOException {
		writer.status(RunStatus.FINISHED, "");
		writer.close();
	}
}
