package io.spadework.engine.networks;

import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeConvolutional;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A vertex of a DL4J graph configuration, on feature maps N x C x H x W, without parameters to learn: immutable, and written to JSON by its settings. */
public abstract class Vertex extends GraphVertex {

	private static final long serialVersionUID = 1L;

	private final int fewest;
	private final int most;

	/** For a vertex with this number of inputs. */
	protected Vertex(int inputs) {
		this(inputs, inputs);
	}

	/** For a vertex with between so many and so many inputs. */
	protected Vertex(int fewest, int most) {
		this.fewest = fewest;
		this.most = most;
	}

	/** A new operation, to compute one vertex of a network with values of this type. */
	public abstract Operation operation(DataType type);

	/** The values that make two vertices of one class equal. */
	protected abstract List<Object> settings();

	@Override
	public InputType getOutputType(int layerIndex, InputType... types) {
		long[][] shapes = new long[types.length][];
		for (int i = 0; i < types.length; i++) {
			if (!(types[i] instanceof InputTypeConvolutional map)) {
				throw new IllegalArgumentException(getClass().getSimpleName() + " works on feature maps, not on " + types[i] + ".");
			}
			shapes[i] = new long[] { 1, map.getChannels(), map.getHeight(), map.getWidth() };
		}
		long[] output = operation(DataType.FLOAT).outputShape(shapes);
		return InputType.convolutional(output[2], output[3], output[1]);
	}

	@Override
	public org.deeplearning4j.nn.graph.vertex.GraphVertex instantiate(ComputationGraph graph, String name, int index, INDArray parameters,
			boolean initialise, DataType type) {
		return new OperationVertex(graph, name, index, operation(type), type);
	}

	@Override
	public MemoryReport getMemoryReport(InputType... types) {
		return new LayerMemoryReport.Builder(null, getClass(), types[0], getOutputType(-1, types)).standardMemory(0, 0).workingMemory(0, 0, 0, 0)
				.cacheMemory(0, 0).build();
	}

	@Override
	public long numParams(boolean backprop) {
		return 0;
	}

	@Override
	public int minVertexInputs() {
		return fewest;
	}

	@Override
	public int maxVertexInputs() {
		return most;
	}

	@Override
	public GraphVertex clone() {
		return this; // immutable
	}

	@Override
	public boolean equals(Object other) {
		return other != null && other.getClass() == getClass() && ((Vertex) other).settings().equals(settings());
	}

	@Override
	public int hashCode() {
		return settings().hashCode();
	}

	@Override
	public String toString() {
		return getClass().getSimpleName() + settings();
	}

	/** Throws IllegalArgumentException unless all shapes agree. */
	static void requireSameShape(String what, long[]... shapes) {
		for (long[] shape : shapes) {
			if (!Arrays.equals(shape, shapes[0])) {
				throw new IllegalArgumentException(what + " of feature maps of different shapes: " + text(shapes[0]) + " and " + text(shape) + ".");
			}
		}
	}

	/** Throws IllegalArgumentException, saying what has it, unless a shape is N x channels x height x width. */
	static void requireShape(String what, long[] shape, long channels, long height, long width) {
		if (shape[1] != channels || shape[2] != height || shape[3] != width) {
			throw new IllegalArgumentException(what + " has " + text(shape) + " values per sample, not " + channels + " x " + height + " x " + width + ".");
		}
	}

	/** A feature map's shape as C x H x W. */
	static String text(long[] shape) {
		return shape[1] + " x " + shape[2] + " x " + shape[3];
	}
}
