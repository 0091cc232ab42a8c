package io.spadework.codegen;

import io.spadework.model.Shape;
import io.spadework.model.study.Activation;
import io.spadework.model.study.AdaptiveInstanceNorm;
import io.spadework.model.study.AdaptivePooling;
import io.spadework.model.study.Concatenation;
import io.spadework.model.study.ConditionalBatchNorm;
import io.spadework.model.study.Convolution;
import io.spadework.model.study.Crop;
import io.spadework.model.study.Downsample;
import io.spadework.model.study.Dropout;
import io.spadework.model.study.EdgeMapInput;
import io.spadework.model.study.Element;
import io.spadework.model.study.Interpolation;
import io.spadework.model.study.LabelMapInput;
import io.spadework.model.study.Linear;
import io.spadework.model.study.Node;
import io.spadework.model.study.NoiseSource;
import io.spadework.model.study.NormKind;
import io.spadework.model.study.Normalisation;
import io.spadework.model.study.Padding;
import io.spadework.model.study.PaddingMode;
import io.spadework.model.study.Pooling;
import io.spadework.model.study.PoolingKind;
import io.spadework.model.study.Product;
import io.spadework.model.study.Reshape;
import io.spadework.model.study.Sum;
import io.spadework.model.study.TransposedConvolution;
import io.spadework.model.study.Upsample;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** What makes a node's layer or vertex, as Java text: its settings in the order of the engine's builders, those with their usual value left out. */
final class Layers {

	private final NetworkSource source;

	Layers(NetworkSource source) {
		this.source = source;
	}

	/** The calls of a convolution: a reflected border is a vertex of its own. */
	List<String> convolution(Convolution node) throws GenerationException {
		List<String> sides = new ArrayList<>();
		for (String side : new String[] { node.getPaddingTop(), node.getPaddingBottom(), node.getPaddingLeft(), node.getPaddingRight() }) {
			sides.add(integer(stated(side) ? side : node.getPadding(), node, "padding"));
		}
		boolean padded = sides.stream().anyMatch(side -> !side.equals("0"));
		boolean reflected = padded && node.getPaddingMode() == PaddingMode.REFLECT;
		Node input = source.input(node);
		String kernel = integer(node.getKernel(), node, "kernel");
		String stride = integer(node.getStride(), node, "stride");
		String width = stated(node.getStrideWidth()) ? integer(node.getStrideWidth(), node, "strideWidth") : stride;
		StringBuilder builder = new StringBuilder("new " + source.engine("Convolution") + ".Builder()");
		set(builder, "filters", integer(node.getFilters(), node, "filters"));
		set(builder, "kernel", stated(node.getKernelWidth()) ? kernel + ", " + integer(node.getKernelWidth(), node, "kernelWidth") : kernel);
		setUnless("1", builder, "stride", width.equals(stride) ? stride : stride + ", " + width);
		setUnless("1", builder, "dilation", integer(node.getDilation(), node, "dilation"));
		setUnless("1", builder, "groups", integer(node.getGroups(), node, "groups"));
		if (padded && !reflected) {
			set(builder, "padding", new LinkedHashSet<>(sides).size() == 1 ? sides.get(0) : String.join(", ", sides));
		}
		String layer = weighted(builder, node.isBias(), node.isSpectralNorm(), isData(input));
		if (!reflected) {
			return List.of("graph.addLayer(" + source.nameOf(node) + ", " + layer + ", " + source.reference(input) + ");");
		}
		String border = source.nameOf(node, "padded");
		return List.of("graph.addVertex(" + border + ", new " + source.engine("ReflectPad") + "(" + String.join(", ", sides) + "), " + source.reference(input) + ");",
				"graph.addLayer(" + source.nameOf(node) + ", " + layer + ", " + border + ");");
	}

	String transposedConvolution(TransposedConvolution node) throws GenerationException {
		StringBuilder builder = new StringBuilder("new " + source.engine("TransposedConvolution") + ".Builder()");
		set(builder, "filters", integer(node.getFilters(), node, "filters"));
		set(builder, "kernel", integer(node.getKernel(), node, "kernel"));
		setUnless("1", builder, "stride", integer(node.getStride(), node, "stride"));
		setUnless("0", builder, "padding", integer(node.getPadding(), node, "padding"));
		setUnless("0", builder, "outputPadding", integer(node.getOutputPadding(), node, "outputPadding"));
		return weighted(builder, node.isBias(), node.isSpectralNorm(), isData(source.input(node)));
	}

	String linear(Linear node) throws GenerationException {
		StringBuilder builder = new StringBuilder("new " + source.engine("Linear") + ".Builder()");
		set(builder, "filters", integer(node.getFilters(), node, "filters"));
		return weighted(builder, node.isBias(), node.isSpectralNorm(), isData(source.input(node)));
	}

	/** A normalisation without an affine part; of kind none it passes on what it gets. */
	String normalise(Normalisation node) throws GenerationException {
		if (node.getKind() == NormKind.NONE) {
			return source.engine("Activate") + ".identity()";
		}
		return "new " + source.engine("Normalise") + "(" + source.norm(node.getKind()) + ", " + epsilon(node) + ")";
	}

	String affineNorm(Normalisation node) throws GenerationException {
		return "new " + source.engine("AffineNorm") + ".Builder().norm(" + source.norm(node.getKind()) + ").epsilon(" + epsilon(node) + ").build()";
	}

	String conditionalBatchNorm(ConditionalBatchNorm node) throws GenerationException {
		return "new " + source.engine("ConditionalBatchNorm") + ".Builder().channels(" + source.channels(source.input(node)) + ").classes("
				+ integer(node.getClasses(), node, "classes") + ").build()";
	}

	String adaptiveInstanceNorm(AdaptiveInstanceNorm node) throws GenerationException {
		return "new " + source.engine("AdaptiveInstanceNorm") + ".Builder().channels(" + source.channels(source.input(node)) + ").style("
				+ source.channels(source.style(node)) + ").build()";
	}

	String noise(NoiseSource node) throws GenerationException {
		return "new " + source.engine("NoiseSource") + "(" + integer(node.getChannels(), node, "channels") + ", " + integer(node.getHeight(), node, "height") + ", "
				+ integer(node.getWidth(), node, "width") + ")";
	}

	/** A resize to the size that the node has at each scale. */
	String resize(Node node, Interpolation mode, boolean aligned) throws GenerationException {
		String size = source.perScale(node, Shape::height) + ", " + source.perScale(node, Shape::width);
		return switch (mode) {
		case NEAREST -> "new " + source.engine("ResizeNearest") + "(" + size + ")";
		case BILINEAR -> "new " + source.engine("ResizeBilinear") + "(" + size + ", " + aligned(aligned) + ")";
		case AREA -> adaptivePool(PoolingKind.AVERAGE, size);
		};
	}

	/** The vertex of a node that takes nothing but data. */
	String vertex(Node node) throws GenerationException {
		return switch (node) {
		case Activation activation -> activation(activation);
		case Upsample upsample -> upsample(upsample);
		case Downsample downsample -> downsample(downsample);
		case Pooling pooling -> pooling(pooling);
		case AdaptivePooling pooling -> adaptivePool(pooling.getKind(), integer(pooling.getHeight(), node, "height") + ", " + integer(pooling.getWidth(), node, "width"));
		case Padding padding -> "new " + source.engine(padding.getMode() == PaddingMode.REFLECT ? "ReflectPad" : "ZeroPad")
				+ sides(node, padding.getTop(), padding.getBottom(), padding.getLeft(), padding.getRight());
		case Crop crop -> "new " + source.engine("Crop") + sides(node, crop.getTop(), crop.getBottom(), crop.getLeft(), crop.getRight());
		case Reshape reshape -> "new " + source.engine("Reshape") + "(" + integer(reshape.getChannels(), node, "channels") + ", "
				+ integer(reshape.getHeight(), node, "height") + ", " + integer(reshape.getWidth(), node, "width") + ")";
		case Dropout dropout -> "new " + source.engine("Dropout") + "(" + source.fields.decimal(dropout.getRate(), node, "rate") + ")";
		case Concatenation concatenation -> "new " + source.engine("Concatenate") + "()";
		case Sum sum -> "new " + source.engine("Sum") + "()";
		case Product product -> "new " + source.engine("Product") + "()";
		default -> throw new GenerationException(Elements.describe(node) + " is of a kind that the code generator does not know");
		};
	}

	private String adaptivePool(PoolingKind kind, String size) {
		return "new " + source.engine("AdaptivePool") + "(" + source.engine("Pooling") + "." + kind.name() + ", " + size + ")";
	}

	private String activation(Activation activation) throws GenerationException {
		return source.engine("Activate") + switch (activation.getFunction()) {
		case RELU -> ".relu()";
		case LEAKY_RELU -> ".leakyRelu(" + source.fields.decimal(activation.getSlope(), activation, "slope") + ")";
		case TANH -> ".tanh()";
		case SIGMOID -> ".sigmoid()";
		case SOFTMAX -> ".softmax()";
		case ELU -> ".elu()";
		case IDENTITY -> ".identity()";
		};
	}

	private String upsample(Upsample node) throws GenerationException {
		String factor = integer(node.getFactor(), node, "factor");
		return switch (node.getMode()) {
		case NEAREST -> "new " + source.engine("UpsampleNearest") + "(" + factor + ")";
		case BILINEAR -> "new " + source.engine("ResizeBilinear") + "(" + factor + ", " + aligned(node.isAligned()) + ")";
		case AREA -> throw new GenerationException(Elements.describe(node) + " cannot average over areas to make maps larger");
		};
	}

	private String downsample(Downsample node) throws GenerationException {
		if (node.getMode() != Interpolation.AREA) {
			return resize(node, node.getMode(), node.isAligned());
		}
		String factor = integer(node.getFactor(), node, "factor");
		return "new " + source.engine("AveragePool") + "(" + factor + ", " + factor + ", 0)";
	}

	private String pooling(Pooling node) throws GenerationException {
		String window = integer(node.getKernel(), node, "kernel") + ", " + integer(node.getStride(), node, "stride") + ", " + integer(node.getPadding(), node, "padding");
		if (node.getKind() == PoolingKind.MAX) {
			return "new " + source.engine("MaxPool") + "(" + window + ", " + node.isCeil() + " /* ceil */)";
		}
		return "new " + source.engine("AveragePool") + "(" + window + ", " + node.isCeil() + " /* ceil */, " + node.isCountPadding() + " /* count padding */)";
	}

	private String sides(Node node, String top, String bottom, String left, String right) throws GenerationException {
		return "(" + integer(top, node, "top") + ", " + integer(bottom, node, "bottom") + ", " + integer(left, node, "left") + ", " + integer(right, node, "right") + ")";
	}

	private String weighted(StringBuilder builder, boolean bias, boolean spectralNorm, boolean ofData) {
		if (!bias) {
			set(builder, "bias", "false");
		}
		if (spectralNorm) {
			set(builder, "spectralNorm", "true");
		}
		if (ofData) {
			set(builder, "inputGradient", "false");
		}
		return builder.append(".build()").toString();
	}

	/** Whether a node is data of the training set, to which no gradient need flow. */
	private static boolean isData(Node node) {
		return node instanceof LabelMapInput || node instanceof EdgeMapInput;
	}

	private String epsilon(Normalisation node) throws GenerationException {
		return source.fields.decimal(node.getEpsilon(), node, "epsilon");
	}

	private String integer(String expression, Element owner, String attribute) throws GenerationException {
		return source.fields.integer(expression, owner, attribute);
	}

	private static String aligned(boolean aligned) {
		return aligned + " /* corners aligned */";
	}

	private static boolean stated(String expression) {
		return expression != null && !expression.isBlank();
	}

	private static void set(StringBuilder builder, String setting, String value) {
		builder.append('.').append(setting).append('(').append(value).append(')');
	}

	private static void setUnless(String usual, StringBuilder builder, String setting, String value) {
		if (!value.equals(usual)) {
			set(builder, setting, value);
		}
	}
}
