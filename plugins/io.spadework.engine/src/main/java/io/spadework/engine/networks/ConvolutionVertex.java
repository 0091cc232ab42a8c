package io.spadework.engine.networks;

import io.spadework.engine.networks.kernels.LabelConvolution;
import io.spadework.engine.networks.kernels.LabelMap;
import io.spadework.engine.networks.kernels.OneDnnBlocks;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A convolution between feature maps in blocks where their channels allow it, with the rectifier behind it where there is one. The one of a label map, where that proves to be
 * one-hot, is computed by looking weights up.
 */
final class ConvolutionVertex implements PlannedVertex {

	private final Plan plan;
	private final Part part;
	private final int source;
	private final Value input;
	private final OneDnnBlocks.Convolution convolution;
	private final LabelMap labels;
	private final LabelConvolution lookup;

	/** Adds the forward step. */
	ConvolutionVertex(Plan plan, int index, Form.Convolving form) {
		this.plan = plan;
		part = plan.part(index);
		source = plan.sources(index)[0];
		input = plan.value(source);
		long[] shape = part.operation().outputShape(input.shape());
		int rectifier = plan.rectifierBehind(index);
		Value output = plan.output(rectifier < 0 ? index : rectifier, plan.blocks().fit(shape), shape);
		double slope = rectifier < 0 ? Double.NaN : plan.fuse(rectifier, output);
		convolution = plan.blocks().convolution(form.window(), input.shape(), input.blocked(), part.values().get(Parameter.WEIGHTS).shape(),
				part.values().containsKey(Parameter.BIAS), shape, output.blocked(), slope);
		labels = output.blocked() && LabelConvolution.fits(form.window(), input.shape()[1]) ? plan.labels(source) : null;
		lookup = labels == null ? null : plan.blocks().labelConvolution(form.window(), part.values().get(Parameter.WEIGHTS).shape());
		plan.forward().add(() -> forward(slope, output), List.of(input, output));
		plan.show(rectifier < 0 ? index : rectifier, output);
		plan.put(index, output);
	}

	private boolean looksUp() {
		return lookup != null && labels.oneHot();
	}

	private void forward(double slope, Value output) {
		INDArray weights = part.values().get(Parameter.WEIGHTS);
		INDArray bias = part.values().get(Parameter.BIAS);
		if (looksUp()) {
			lookup.forward(labels, weights, bias, slope, output.array());
		} else {
			convolution.forward(input.array(), weights, bias, output.array());
		}
	}

	private void backwardToWeights(Value gradient) {
		INDArray weights = part.gradients().get(Parameter.WEIGHTS);
		INDArray bias = part.gradients().get(Parameter.BIAS);
		if (looksUp()) {
			lookup.backward(labels, gradient.array(), weights, bias);
		} else {
			convolution.backwardToWeights(input.array(), gradient.array(), weights, bias);
		}
	}

	@Override
	public void backward(Value gradient, GradientFlow flow, Gradients gradients) {
		if (plan.learns(part, flow)) {
			gradients.steps().add(() -> backwardToWeights(gradient), List.of(input, gradient));
		}
		if (flow.needs(source)) {
			Value ofInput = plan.room(input.blocked(), input.shape());
			gradients.steps().add(() -> convolution.backwardToInput(part.values().get(Parameter.WEIGHTS), gradient.array(), ofInput.array()), List.of(gradient, ofInput));
			gradients.add(source, ofInput);
		}
	}
}
