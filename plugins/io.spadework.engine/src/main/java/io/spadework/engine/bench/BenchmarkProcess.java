package io.spadework.engine.bench;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.spadework.engine.data.Sample;
import io.spadework.engine.losses.AdversarialLoss;
import io.spadework.engine.losses.FeatureMatching;
import io.spadework.engine.losses.Reduction;
import io.spadework.engine.networks.ExecutorChoice;
import io.spadework.engine.networks.Initialisation;
import io.spadework.engine.networks.kernels.KernelChoice;
import io.spadework.engine.training.Adam;
import io.spadework.engine.training.Rehearsal;
import io.spadework.engine.training.Sgd;
import io.spadework.engine.training.Training;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The engine's side of a benchmark: trains SPADE, one step for each line "step" on standard input, one pass of the generator for each "forward", one image
 * as in evaluation for each "inference", and answers each with a line of JSON: milliseconds, losses and peak memory.
 * <p>
 * First of all it writes what the other side starts from into a folder: arrays.json, the shapes of all arrays by name, and arrays.bin, their values one after the other as
 * little-endian floats.
 */
public final class BenchmarkProcess {

	private static final double GAIN = 1;
	private static final double GENERATOR_RATE = 1e-4;
	private static final double DISCRIMINATOR_RATE = 4e-4;
	private static final double BETA2 = 0.9;
	private static final double MATCHING_WEIGHT = 10;
	private static final double MILLION = 1e6;
	private static final int CHUNK = 1 << 16;
	/** Mean of an image: both sides make the same one. */
	private static final String MEAN = "image";

	private BenchmarkProcess() {
	}

	/** Arguments: kernels, executor, image side, filters, batch, labels, folder, optimiser (adam or sgd). */
	public static void main(String[] arguments) throws IOException {
		KernelChoice.choose(arguments[0]);
		ExecutorChoice.choose(arguments[1]);
		int side = Integer.parseInt(arguments[2]);
		int filters = Integer.parseInt(arguments[3]);
		int batch = Integer.parseInt(arguments[4]);
		int labels = Integer.parseInt(arguments[5]);
		Rehearsal rehearsal = rehearsal(side, filters, batch, labels, arguments[7].equals("sgd"));
		write(rehearsal.arrays(), Path.of(arguments[6]));
		JsonObject ready = new JsonObject();
		ready.addProperty("kernels", KernelChoice.current().name());
		ready.addProperty("executor", ExecutorChoice.current().title());
		System.out.println(ready);
		BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		for (String request = requests.readLine(); request != null; request = requests.readLine()) {
			System.out.println(answer(rehearsal, request));
		}
	}

	private static Rehearsal rehearsal(int side, int filters, int batch, int labels, boolean proportional) {
		BenchmarkData data = new BenchmarkData(labels, side, side);
		Training training = Training.named("benchmark", "benchmark").generator(BenchmarkNetworks.generator(labels, side, filters))
				.discriminator(BenchmarkNetworks.discriminator(labels, side, filters)).adversarial(AdversarialLoss.hinge())
				.featureMatching(new FeatureMatching(MATCHING_WEIGHT, Reduction.MEAN)).generatorUpdater(proportional ? new Sgd(GENERATOR_RATE, 0) : new Adam(GENERATOR_RATE, 0, BETA2))
				.discriminatorUpdater(proportional ? new Sgd(DISCRIMINATOR_RATE, 0) : new Adam(DISCRIMINATOR_RATE, 0, BETA2)).initialisation(Initialisation.xavier(GAIN)).batch(batch).seed(1).data(data);
		List<Sample> samples = new ArrayList<>();
		for (int i = 0; i < batch; i++) {
			samples.add(data.training(1, 0, i));
		}
		return new Rehearsal(training, samples);
	}

	private static void write(Map<String, INDArray> arrays, Path folder) throws IOException {
		JsonObject shapes = new JsonObject();
		try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(folder.resolve("arrays.bin")))) {
			for (Map.Entry<String, INDArray> entry : new TreeMap<>(arrays).entrySet()) {
				INDArray array = entry.getValue();
				JsonArray shape = new JsonArray();
				for (long size : array.shape()) {
					shape.add(size);
				}
				shapes.add(entry.getKey(), shape);
				ByteBuffer chunk = ByteBuffer.allocate(CHUNK * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
				for (float value : array.reshape(array.length()).toFloatVector()) {
					chunk.putFloat(value);
					if (!chunk.hasRemaining()) {
						file.write(chunk.array());
						chunk.clear();
					}
				}
				file.write(chunk.array(), 0, chunk.position());
			}
		}
		Files.writeString(folder.resolve("arrays.json"), shapes.toString());
	}

	private static JsonObject answer(Rehearsal rehearsal, String request) throws IOException {
		JsonObject answer = new JsonObject();
		long start = System.nanoTime();
		if (request.equals("forward")) {
			rehearsal.paint();
			answer.addProperty("forward", (System.nanoTime() - start) / MILLION);
		} else if (request.equals("inference")) {
			rehearsal.settle();
			long settled = System.nanoTime();
			INDArray image = rehearsal.infer();
			answer.addProperty("inference", (System.nanoTime() - settled) / MILLION);
			answer.addProperty(MEAN, image.meanNumber().doubleValue());
		} else {
			Map<String, Double> values = rehearsal.generatorStep();
			long between = System.nanoTime();
			values.putAll(rehearsal.discriminatorStep());
			answer.addProperty("generator", (between - start) / MILLION);
			answer.addProperty("discriminator", (System.nanoTime() - between) / MILLION);
			for (String loss : List.of("loss/G/adversarial", "loss/G/feature_matching", "loss/D/real", "loss/D/fake")) {
				answer.addProperty(loss, values.get(loss));
			}
		}
		answer.addProperty("cpu", ProcessHandle.current().info().totalCpuDuration().map(time -> time.toNanos() / MILLION).orElse(0.0));
		answer.addProperty("peak", peakMegabytes());
		return answer;
	}

	/** The largest resident size so far, where the system tells; otherwise 0. */
	private static double peakMegabytes() throws IOException {
		Path status = Path.of("/proc/self/status");
		if (!Files.isReadable(status)) {
			return 0;
		}
		for (String line : Files.readAllLines(status)) {
			if (line.startsWith("VmHWM:")) {
				return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
			}
		}
		return 0;
	}
}
