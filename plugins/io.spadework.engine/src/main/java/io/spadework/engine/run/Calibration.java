package io.spadework.engine.run;

import io.spadework.engine.networks.Activate;
import io.spadework.engine.networks.Convolution;
import io.spadework.engine.networks.Graphs;
import io.spadework.engine.networks.Initialisation;
import io.spadework.engine.networks.Network;
import io.spadework.engine.networks.kernels.Backend;
import io.spadework.runs.Machine;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Measures in about a second how fast this machine trains, so that the first training's time can be told: each training then says it better. */
public final class Calibration {

	private static final int CHANNELS = 64;
	private static final int SIDE = 64;
	private static final int LAYERS = 4;
	private static final int KERNEL = 3;
	private static final int WARM_UP = 3;
	private static final int ROUNDS = 7;
	/** Passes of a network that learns: forward, gradients of inputs, gradients of weights; the first layer's input needs none. */
	private static final double PASSES = 3 - 1.0 / LAYERS;
	/** What an estimate takes one value of a pass for, with all that is done with it, in multiply-adds. */
	private static final double EFFORT_OF_A_VALUE = 120;
	/** The same for beginning an operation. */
	private static final double EFFORT_OF_AN_OPERATION = 4e6;

	private Calibration() {
	}

	/** Measures the processor, and leaves the rate where {@link Machine} finds it. */
	public static void main(String[] arguments) throws IOException {
		if (Backend.current() != Backend.CPU) {
			return; // rates are the processor's
		}
		GraphBuilder graph = Graphs.builder();
		graph.addInputs("x").setInputTypes(InputType.convolutional(SIDE, SIDE, CHANNELS));
		String last = "x";
		for (int i = 0; i < LAYERS; i++) {
			graph.addLayer("conv" + i, new Convolution.Builder().filters(CHANNELS).kernel(KERNEL).padding(KERNEL / 2).build(), last);
			graph.addVertex("relu" + i, Activate.relu(), "conv" + i);
			last = "relu" + i;
		}
		graph.setOutputs(last);
		Network network = new Network(graph.build(), Initialisation.xavier(1), 1, "calibration");
		INDArray input = Nd4j.rand(DataType.FLOAT, 1, CHANNELS, SIDE, SIDE);
		double[] seconds = new double[ROUNDS];
		for (int round = -WARM_UP; round < ROUNDS; round++) {
			long started = System.nanoTime();
			network.advance();
			INDArray output = network.forward(true, input).getFirst();
			network.backward(List.of(output.dup()));
			if (round >= 0) {
				seconds[round] = (System.nanoTime() - started) / 1e9;
			}
		}
		Arrays.sort(seconds);
		double values = 2.0 * CHANNELS * SIDE * SIDE;
		double multiplyAdds = (double) CHANNELS * CHANNELS * KERNEL * KERNEL * SIDE * SIDE;
		Machine.here().calibrate(PASSES * LAYERS * (multiplyAdds + EFFORT_OF_A_VALUE * values + 2 * EFFORT_OF_AN_OPERATION), seconds[ROUNDS / 2]);
	}
}
