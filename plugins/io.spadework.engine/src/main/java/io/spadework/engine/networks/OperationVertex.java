package io.spadework.engine.networks;

import io.spadework.engine.networks.kernels.Buffers;
import java.util.Arrays;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.BaseGraphVertex;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Computes an {@link Operation} inside DL4J's graph, in arrays of its own that every pass uses again. */
final class OperationVertex extends BaseGraphVertex implements Selective {

	private static final long serialVersionUID = 1L;
	private static final int OUTPUT = -1;

	private final transient Operation operation;
	private final transient Buffers buffers = new Buffers();
	private final transient INDArray none;
	private boolean[] wanted;
	private transient INDArray output;

	OperationVertex(ComputationGraph graph, String name, int index, Operation operation, DataType type) {
		super(graph, name, index, null, null, type);
		this.operation = operation;
		none = Selective.none(type);
	}

	Operation operation() {
		return operation;
	}

	@Override
	public void want(boolean parameterGradients, boolean[] inputGradients) {
		wanted = inputGradients.clone();
	}

	@Override
	public INDArray doForward(boolean training, LayerWorkspaceMgr workspaces) {
		long[][] shapes = new long[inputs.length][];
		for (int i = 0; i < shapes.length; i++) {
			shapes[i] = inputs[i].shape();
		}
		output = buffers.get(OUTPUT, dataType, operation.outputShape(shapes));
		operation.forward(inputs, output, training);
		return output;
	}

	@Override
	public Pair<Gradient, INDArray[]> doBackward(boolean truncated, LayerWorkspaceMgr workspaces) {
		INDArray[] gradients = new INDArray[inputs.length];
		boolean any = false;
		for (int i = 0; i < gradients.length; i++) {
			if ((wanted == null || wanted[i]) && i != operation.passedOn()) {
				gradients[i] = buffers.get(i, dataType, inputs[i].shape());
				any = true;
			}
		}
		if (any) {
			operation.backward(inputs, output, epsilon, gradients);
		}
		for (int i = 0; i < gradients.length; i++) {
			if (wanted != null && !wanted[i]) {
				gradients[i] = none;
			} else if (i == operation.passedOn()) {
				gradients[i] = epsilon;
			}
		}
		return new Pair<>(null, gradients);
	}

	@Override
	public boolean hasLayer() {
		return false;
	}

	@Override
	public Layer getLayer() {
		return null;
	}

	@Override
	public void setBackpropGradientsViewArray(INDArray gradients) {
		if (gradients != null) {
			throw new IllegalArgumentException("Vertex \"" + vertexName + "\" has no parameters, but was given gradients for some.");
		}
	}

	@Override
	public Pair<INDArray, MaskState> feedForwardMaskArrays(INDArray[] masks, MaskState state, int batch) {
		return null;
	}

	@Override
	public String toString() {
		return vertexName + Arrays.toString(inputs);
	}
}
