package io.spadework.engine.networks;

import io.spadework.engine.networks.kernels.Buffers;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Computes a {@link LearnedLayer} inside DL4J's graph, in arrays of its own that every pass uses again. */
final class LayerPass extends BaseLayer<LearnedLayer> implements Part, Selective {

	private static final long serialVersionUID = 1L;
	private static final int OUTPUT = 0;
	private static final int INPUT_GRADIENT = 1;

	private final transient Operation operation;
	private final transient Buffers buffers = new Buffers();
	private final transient INDArray none;
	private transient INDArray output;
	private boolean parametersWanted = true;
	private boolean inputWanted = true;
	private boolean frozen;

	LayerPass(NeuralNetConfiguration configuration, DataType type) {
		super(configuration, type);
		operation = layerConf().operation(type);
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
		return layerConf();
	}

	@Override
	public Map<String, INDArray> values() {
		return params;
	}

	@Override
	public Map<String, INDArray> gradients() {
		return gradientViews;
	}

	@Override
	public void want(boolean parameterGradients, boolean[] inputGradients) {
		parametersWanted = parameterGradients && !frozen;
		inputWanted = inputGradients[0];
	}

	/** The input, then the parameters. */
	private INDArray[] operands() {
		List<Parameter> parameters = layerConf().parameters();
		INDArray[] operands = new INDArray[1 + parameters.size()];
		operands[0] = input;
		for (int i = 0; i < parameters.size(); i++) {
			operands[1 + i] = params.get(parameters.get(i).key());
		}
		return operands;
	}

	@Override
	public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
		output = buffers.get(OUTPUT, dataType, operation.outputShape(input.shape()));
		operation.forward(operands(), output, training && !frozen);
		return output;
	}

	@Override
	public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
		List<Parameter> parameters = layerConf().parameters();
		Gradient gradient = new DefaultGradient();
		INDArray[] gradients = new INDArray[1 + parameters.size()];
		gradients[0] = inputWanted ? buffers.get(INPUT_GRADIENT, dataType, input.shape()) : null;
		for (int i = 0; i < parameters.size(); i++) {
			String key = parameters.get(i).key();
			INDArray view = gradientViews.get(key);
			gradient.gradientForVariable().put(key, view);
			gradients[1 + i] = parametersWanted ? view : null;
		}
		if (inputWanted || parametersWanted) {
			operation.backward(operands(), output, epsilon, gradients);
		}
		return new Pair<>(gradient, inputWanted ? gradients[0] : none);
	}

	@Override
	public boolean isPretrainLayer() {
		return false;
	}
}
