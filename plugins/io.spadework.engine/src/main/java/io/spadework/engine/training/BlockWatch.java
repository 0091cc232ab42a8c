package io.spadework.engine.training;

import io.spadework.engine.networks.Network;
import io.spadework.engine.networks.Observer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Looks at what the vertices of one network make in a step, and at the gradients of what they learn. */
public final class BlockWatch implements Observer {

	/**
	 * What a vertex has made.
	 *
	 * @param mean   of all values
	 * @param spread their standard deviation
	 * @param zeros  share of them that is 0
	 * @param dead   share of the channels that are 0 everywhere, in all images of the batch
	 */
	public record Activation(double mean, double spread, double zeros, double dead) {

		/** Whether all values were numbers. */
		public boolean finite() {
			return Double.isFinite(mean) && Double.isFinite(spread);
		}
	}

	private final Map<String, Activation> activations = new LinkedHashMap<>();
	private final Map<String, Double> gradients = new LinkedHashMap<>();

	@Override
	public void made(String vertex, INDArray value) {
		activations.put(vertex, of(value));
	}

	/** Takes in the gradients of a network's last backward pass. */
	void gradients(Network network) {
		network.gradients().forEach((name, gradient) -> {
			double length = gradient.norm2Number().doubleValue();
			gradients.merge(name.substring(0, name.lastIndexOf('/')), length * length, Double::sum);
		});
	}

	/** By the vertices' names, in the order of the pass. */
	public Map<String, Activation> activations() {
		return activations;
	}

	/** Squares of the gradients' lengths, by the names of the vertices that learn. */
	public Map<String, Double> gradients() {
		return gradients;
	}

	/** Statistics of values N x C x H x W. */
	static Activation of(INDArray value) {
		int images = (int) value.size(0);
		int channels = (int) value.size(1);
		int pixels = (int) (value.length() / Math.max(1, (long) images * channels));
		boolean[] alive = new boolean[channels];
		double sum = 0;
		double squares = 0;
		long zeros = 0;
		double shift = value.length() == 0 ? 0 : value.getDouble(0); // so that a large mean doesn't drown the spread
		float[] plane = new float[pixels];
		INDArray dense = value.dataType() == DataType.FLOAT && value.ordering() == 'c' && !value.isView() ? value : value.castTo(DataType.FLOAT).dup('c');
		FloatBuffer values = dense.data().pointer().asByteBuffer().order(ByteOrder.nativeOrder()).asFloatBuffer();
		for (int image = 0; image < images; image++) {
			for (int channel = 0; channel < channels; channel++) {
				values.get((image * channels + channel) * pixels, plane);
				long none = 0;
				for (float each : plane) {
					double from = each - shift;
					sum += from;
					squares += from * from;
					none += each == 0 ? 1 : 0;
				}
				zeros += none;
				alive[channel] |= none < pixels;
			}
		}
		double count = Math.max(1, value.length());
		double mean = sum / count;
		int dead = 0;
		for (boolean one : alive) {
			dead += one ? 0 : 1;
		}
		double variance = squares / count - mean * mean;
		return new Activation(mean + shift, Double.isNaN(variance) ? Double.NaN : Math.sqrt(Math.max(0, variance)), zeros / count, (double) dead / Math.max(1, channels));
	}
}
