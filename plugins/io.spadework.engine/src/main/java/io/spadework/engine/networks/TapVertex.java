package io.spadework.engine.networks;

import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.BaseGraphVertex;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A {@link Tap} inside DL4J's graph: hands its input array itself on, and keeps the gradient that arrives. */
final class TapVertex extends BaseGraphVertex implements Selective {

	private static final long serialVersionUID = 1L;

	private final transient INDArray none;
	private boolean wanted = true;
	private transient INDArray gradient;

	TapVertex(ComputationGraph graph, String name, int index, DataType type) {
		super(graph, name, index, null, null, type);
		none = Selective.none(type);
	}

	/** The gradient that arrived in the last backward pass, with respect to the activation that is tapped. */
	INDArray gradient() {
		return gradient;
	}

	@Override
	public void want(boolean parameterGradients, boolean[] inputGradients) {
		wanted = inputGradients[0];
	}

	@Override
	public INDArray doForward(boolean training, LayerWorkspaceMgr workspaces) {
		return inputs[0];
	}

	@Override
	public Pair<Gradient, INDArray[]> doBackward(boolean truncated, LayerWorkspaceMgr workspaces) {
		gradient = epsilon;
		return new Pair<>(null, new INDArray[] { wanted ? epsilon : none });
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
			throw new IllegalArgumentException("Tap \"" + vertexName + "\" has no parameters, but was given gradients for some.");
		}
	}

	@Override
	public Pair<INDArray, MaskState> feedForwardMaskArrays(INDArray[] masks, MaskState state, int batch) {
		return null;
	}

	@Override
	public String toString() {
		return "tap " + vertexName;
	}
}
