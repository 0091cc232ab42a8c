package io.spadework.engine.networks;

import io.spadework.engine.networks.kernels.Buffers;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.BaseGraphVertex;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Computes an {@link Operation} inside DL4J's graph, in arrays of its own that every pass uses again. */
final class OperationVertex extends BaseGraphVertex implements Part, Selective {

	private static final long serialVersionUID = 1L;
	private static final int OUTPUT = -1;

	private final transient Operation operation;
	private final transient Learned learned;
	private final transient List<Parameter> parameters;
	private final transient Map<String, INDArray> values;
	private final transient Buffers buffers = new Buffers();
	private final transient INDArray none;
	private boolean parametersWanted = true;
	private boolean frozen;
	private boolean[] wanted;
	private transient Map<String, INDArray> gradientViews = Map.of();
	private transient INDArray output;

	/** For a vertex that learns nothing. */
	OperationVertex(ComputationGraph graph, String name, int index, Operation operation, DataType type) {
		this(graph, name, index, operation, null, null, type);
	}

	/** For a vertex whose parameters lie in this part of the graph's flat vector. */
	OperationVertex(ComputationGraph graph, String name, int index, Operation operation, Learned learned, INDArray flat, DataType type) {
		super(graph, name, index, null, null, type);
		this.operation = operation;
		this.learned = learned;
		parameters = learned == null ? List.of() : learned.parameters();
		values = learned == null ? Map.of() : FlatParameters.views(learned, flat);
		none = Selective.none(type);
	}

	@Override
	public Operation operation() {
		return operation;
	}

	@Override
	public void freeze() {
		frozen = true;
	}

	@Override
	public boolean frozen() {
		return frozen;
	}

	@Override
	public Learned learned() {
		return learned;
	}

	@Override
	public Map<String, INDArray> values() {
		return values;
	}

	@Override
	public Map<String, INDArray> gradients() {
		return gradientViews;
	}

	@Override
	public long numParams() {
		return learned == null ? 0 : FlatParameters.length(learned);
	}

	@Override
	public void want(boolean parameterGradients, boolean[] inputGradients) {
		parametersWanted = parameterGradients && !frozen;
		wanted = inputGradients.clone();
	}

	/** The inputs, then the parameters. */
	private INDArray[] operands() {
		INDArray[] operands = Arrays.copyOf(inputs, inputs.length + parameters.size());
		for (int i = 0; i < parameters.size(); i++) {
			operands[inputs.length + i] = values.get(parameters.get(i).key());
		}
		return operands;
	}

	@Override
	public INDArray doForward(boolean training, LayerWorkspaceMgr workspaces) {
		long[][] shapes = new long[inputs.length][];
		for (int i = 0; i < shapes.length; i++) {
			shapes[i] = inputs[i].shape();
		}
		output = buffers.get(OUTPUT, dataType, operation.outputShape(shapes));
		operation.forward(operands(), output, training && !frozen);
		return output;
	}

	@Override
	public Pair<Gradient, INDArray[]> doBackward(boolean truncated, LayerWorkspaceMgr workspaces) {
		INDArray[] gradients = new INDArray[inputs.length + parameters.size()];
		boolean any = false;
		for (int i = 0; i < inputs.length; i++) {
			if ((wanted == null || wanted[i]) && i != operation.passedOn()) {
				gradients[i] = buffers.get(i, dataType, inputs[i].shape());
				any = true;
			}
		}
		Gradient ofParameters = parameters.isEmpty() ? null : new DefaultGradient();
		for (int i = 0; i < parameters.size(); i++) {
			String key = parameters.get(i).key();
			ofParameters.gradientForVariable().put(key, gradientViews.get(key));
			gradients[inputs.length + i] = parametersWanted ? gradientViews.get(key) : null;
			any |= parametersWanted;
		}
		if (any) {
			operation.backward(operands(), output, epsilon, gradients);
		}
		INDArray[] ofInputs = Arrays.copyOf(gradients, inputs.length);
		for (int i = 0; i < ofInputs.length; i++) {
			if (wanted != null && !wanted[i]) {
				ofInputs[i] = none;
			} else if (i == operation.passedOn()) {
				ofInputs[i] = epsilon;
			}
		}
		return new Pair<>(ofParameters, ofInputs);
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
		if (learned != null) {
			gradientViews = FlatParameters.views(learned, gradients);
		} else if (gradients != null) {
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
