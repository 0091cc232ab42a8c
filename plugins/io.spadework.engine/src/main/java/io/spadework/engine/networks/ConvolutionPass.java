package io.spadework.engine.networks;

import io.spadework.engine.networks.kernels.Buffers;
import io.spadework.engine.networks.kernels.ConvolutionKernel;
import io.spadework.engine.networks.kernels.Kernels;
import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Computes a {@link Convolution} inside DL4J's graph, in arrays of its own that every pass uses again. */
final class ConvolutionPass extends BaseLayer<Convolution> implements Selective {

	private static final long serialVersionUID = 1L;
	private static final int OUTPUT = 0;
	private static final int INPUT_GRADIENT = 1;

	private final transient Buffers buffers = new Buffers();
	private final transient ConvolutionKernel kernel;
	private final transient INDArray none;
	private boolean parametersWanted = true;
	private boolean inputWanted = true;

	ConvolutionPass(NeuralNetConfiguration configuration, DataType type) {
		super(configuration, type);
		kernel = Kernels.of(type).convolution(layerConf().stride(), layerConf().padding());
		none = Selective.none(type);
	}

	@Override
	public void want(boolean parameterGradients, boolean[] inputGradients) {
		parametersWanted = parameterGradients;
		inputWanted = inputGradients[0] && layerConf().inputGradient();
	}

	@Override
	public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
		Convolution settings = layerConf();
		if (input.size(1) != settings.getNIn()) {
			throw new IllegalArgumentException("Convolution \"" + settings.getLayerName() + "\" expects " + settings.getNIn() + " channels, but was given "
					+ input.size(1) + ".");
		}
		INDArray output = buffers.get(OUTPUT, dataType, input.size(0), settings.getNOut(), settings.size(input.size(2)), settings.size(input.size(3)));
		kernel.forward(input, params.get(ConvolutionParameters.WEIGHTS), params.get(ConvolutionParameters.BIAS), output);
		return output;
	}

	@Override
	public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
		INDArray inputGradient = inputWanted ? buffers.get(INPUT_GRADIENT, dataType, input.shape()) : null;
		INDArray weightGradient = gradientViews.get(ConvolutionParameters.WEIGHTS);
		INDArray biasGradient = gradientViews.get(ConvolutionParameters.BIAS);
		if (inputWanted || parametersWanted) {
			kernel.backward(input, params.get(ConvolutionParameters.WEIGHTS), epsilon, inputGradient, parametersWanted ? weightGradient : null,
					parametersWanted ? biasGradient : null);
		}
		Gradient gradient = new DefaultGradient();
		gradient.gradientForVariable().put(ConvolutionParameters.WEIGHTS, weightGradient);
		if (biasGradient != null) {
			gradient.gradientForVariable().put(ConvolutionParameters.BIAS, biasGradient);
		}
		return new Pair<>(gradient, inputWanted ? inputGradient : none);
	}

	/** The gradients of the parameters as computed with, by the parameters' keys, once a backward pass has made them. */
	Map<String, INDArray> gradientTable() {
		return gradientViews;
	}

	@Override
	public boolean isPretrainLayer() {
		return false;
	}
}
