package io.spadework.codegen;

import io.spadework.model.study.Activation;
import io.spadework.model.study.AdaptiveInstanceNorm;
import io.spadework.model.study.AdaptivePooling;
import io.spadework.model.study.Concatenation;
import io.spadework.model.study.ConditionalBatchNorm;
import io.spadework.model.study.Convolution;
import io.spadework.model.study.Crop;
import io.spadework.model.study.Downsample;
import io.spadework.model.study.Dropout;
import io.spadework.model.study.Element;
import io.spadework.model.study.KernelNode;
import io.spadework.model.study.Linear;
import io.spadework.model.study.Node;
import io.spadework.model.study.NoiseSource;
import io.spadework.model.study.NormKind;
import io.spadework.model.study.Normalisation;
import io.spadework.model.study.Padding;
import io.spadework.model.study.PaddingMode;
import io.spadework.model.study.Pooling;
import io.spadework.model.study.PoolingKind;
import io.spadework.model.study.Port;
import io.spadework.model.study.Product;
import io.spadework.model.study.Reshape;
import io.spadework.model.study.Resize;
import io.spadework.model.study.ResizeToHere;
import io.spadework.model.study.Sum;
import io.spadework.model.study.TransposedConvolution;
import io.spadework.model.study.Upsample;
import io.spadework.model.study.WeightedNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** What makes a node's layer or vertex, as Java text: its settings in the order of the engine's builders, those with their usual value left out. */
final class Layers {

	private final Body body;

	Layers(Body body) {
		this.body = body;
	}

	/** The calls of a convolution: a reflected border is a vertex of its own. */
	List<String> convolution(Convolution node) throws GenerationException {
		List<String> sides = sides(node);
		boolean reflected = node.getPaddingMode() == PaddingMode.REFLECT && isPadded(sides);
		StringBuilder builder = kernel(node, "Convolution");
		if (!reflected) {
			padding(builder, sides);
		}
		String layer = weighted(builder, node);
		String input = body.reference(body.input(node));
		if (!reflected) {
			return List.of("graph.addLayer(" + body.nameOf(node) + ", " + layer + ", " + input + ");");
		}
		String border = body.nameOf(node, "padded");
		return List.of("graph.addVertex(" + border + ", new " + engine("ReflectPad") + "(" + String.join(", ", sides) + "), " + input + ");",
				"graph.addLayer(" + body.nameOf(node) + ", " + layer + ", " + border + ");");
	}

	String transposedConvolution(TransposedConvolution node) throws GenerationException {
		StringBuilder builder = kernel(node, "TransposedConvolution");
		padding(builder, sides(node));
		String added = integer(node.getOutputPadding(), node, "outputPadding");
		String width = stated(node.getOutputPaddingWidth()) ? integer(node.getOutputPaddingWidth(), node, "outputPaddingWidth") : added;
		setUnless("0", builder, "outputPadding", width.equals(added) ? added : added + ", " + width);
		return weighted(builder, node);
	}

	/** The builder of a node that moves a kernel, without its border. */
	private StringBuilder kernel(KernelNode node, String layer) throws GenerationException {
		String kernel = integer(node.getKernel(), node, "kernel");
		String stride = integer(node.getStride(), node, "stride");
		String width = stated(node.getStrideWidth()) ? integer(node.getStrideWidth(), node, "strideWidth") : stride;
		StringBuilder builder = new StringBuilder("new " + engine(layer) + ".Builder()");
		set(builder, "filters", integer(node.getFilters(), node, "filters"));
		set(builder, "kernel", stated(node.getKernelWidth()) ? kernel + ", " + integer(node.getKernelWidth(), node, "kernelWidth") : kernel);
		setUnless("1", builder, "stride", width.equals(stride) ? stride : stride + ", " + width);
		setUnless("1", builder, "dilation", integer(node.getDilation(), node, "dilation"));
		setUnless("1", builder, "groups", integer(node.getGroups(), node, "groups"));
		return builder;
	}

	/** A kernel's border above, below, left and right. */
	private List<String> sides(KernelNode node) throws GenerationException {
		List<String> sides = new ArrayList<>();
		for (String side : new String[] { node.getPaddingTop(), node.getPaddingBottom(), node.getPaddingLeft(), node.getPaddingRight() }) {
			sides.add(integer(stated(side) ? side : node.getPadding(), node, "padding"));
		}
		return sides;
	}

	private static boolean isPadded(List<String> sides) {
		return sides.stream().anyMatch(side -> !side.equals("0"));
	}

	private static void padding(StringBuilder builder, List<String> sides) {
		if (isPadded(sides)) {
			set(builder, "padding", new LinkedHashSet<>(sides).size() == 1 ? sides.get(0) : String.join(", ", sides));
		}
	}

	String linear(Linear node) throws GenerationException {
		StringBuilder builder = new StringBuilder("new " + engine("Linear") + ".Builder()");
		set(builder, "filters", integer(node.getFilters(), node, "filters"));
		return weighted(builder, node);
	}

	/** A normalisation without an affine part; of kind none it passes on what it gets. */
	String normalise(Normalisation node) throws GenerationException {
		if (node.getKind() == NormKind.NONE) {
			return engine("Activate") + ".identity()";
		}
		return "new " + engine("Normalise") + "(" + body.source.norm(node.getKind()) + ", " + epsilon(node) + ")";
	}

	String affineNorm(Normalisation node) throws GenerationException {
		return "new " + engine("AffineNorm") + ".Builder().norm(" + body.source.norm(node.getKind()) + ").epsilon(" + epsilon(node) + ").build()";
	}

	String conditionalBatchNorm(ConditionalBatchNorm node) throws GenerationException {
		return "new " + engine("ConditionalBatchNorm") + ".Builder().channels(" + body.channels(body.input(node)) + ").classes("
				+ integer(node.getClasses(), node, "classes") + ").build()";
	}

	String adaptiveInstanceNorm(AdaptiveInstanceNorm node) throws GenerationException {
		return "new " + engine("AdaptiveInstanceNorm") + ".Builder().channels(" + body.channels(body.input(node)) + ").style("
				+ body.channels(body.only(node, Port.STYLE)) + ").build()";
	}

	String noise(NoiseSource node) throws GenerationException {
		return "new " + engine("NoiseSource") + "(" + integer(node.getChannels(), node, "channels") + ", " + integer(node.getHeight(), node, "height") + ", "
				+ integer(node.getWidth(), node, "width") + ")";
	}

	/** A resize of the first input to the size of the second. */
	String resizeLike(ResizeToHere node) {
		return switch (node.getMode()) {
		case NEAREST -> engine("ResizeNearest") + ".like()";
		case BILINEAR -> engine("ResizeBilinear") + ".like(" + aligned(node.isAligned()) + ")";
		case AREA -> engine("AdaptivePool") + ".like(" + engine("Pooling") + ".AVERAGE)";
		};
	}

	private String resize(Resize node) throws GenerationException {
		String size = integer(node.getHeight(), node, "height") + ", " + integer(node.getWidth(), node, "width");
		return switch (node.getMode()) {
		case NEAREST -> "new " + engine("ResizeNearest") + "(" + size + ")";
		case BILINEAR -> "new " + engine("ResizeBilinear") + "(" + size + ", " + aligned(node.isAligned()) + ")";
		case AREA -> adaptivePool(PoolingKind.AVERAGE, size);
		};
	}

	/** The vertex of a node that takes nothing but data. */
	String vertex(Node node) throws GenerationException {
		return switch (node) {
		case Activation activation -> activation(activation);
		case Upsample upsample -> upsample(upsample);
		case Downsample downsample -> downsample(downsample);
		case Resize resize -> resize(resize);
		case Pooling pooling -> pooling(pooling);
		case AdaptivePooling pooling -> adaptivePool(pooling.getKind(), integer(pooling.getHeight(), node, "height") + ", " + integer(pooling.getWidth(), node, "width"));
		case Padding padding -> "new " + engine(padding.getMode() == PaddingMode.REFLECT ? "ReflectPad" : "ZeroPad")
				+ sides(node, padding.getTop(), padding.getBottom(), padding.getLeft(), padding.getRight());
		case Crop crop -> "new " + engine("Crop") + sides(node, crop.getTop(), crop.getBottom(), crop.getLeft(), crop.getRight());
		case Reshape reshape -> "new " + engine("Reshape") + "(" + integer(reshape.getChannels(), node, "channels") + ", "
				+ integer(reshape.getHeight(), node, "height") + ", " + integer(reshape.getWidth(), node, "width") + ")";
		case Dropout dropout -> "new " + engine("Dropout") + "(" + body.numbers.decimal(dropout.getRate(), node, "rate") + ")";
		case Concatenation concatenation -> "new " + engine("Concatenate") + "()";
		case Sum sum -> "new " + engine("Sum") + "()";
		case Product product -> "new " + engine("Product") + "()";
		default -> throw new GenerationException(Elements.describe(node) + " is of a kind that the code generator does not know");
		};
	}

	private String adaptivePool(PoolingKind kind, String size) {
		return "new " + engine("AdaptivePool") + "(" + engine("Pooling") + "." + kind.name() + ", " + size + ")";
	}

	private String activation(Activation activation) throws GenerationException {
		return engine("Activate") + switch (activation.getFunction()) {
		case RELU -> ".relu()";
		case LEAKY_RELU -> ".leakyRelu(" + body.numbers.decimal(activation.getSlope(), activation, "slope") + ")";
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
		case NEAREST -> "new " + engine("UpsampleNearest") + "(" + factor + ")";
		case BILINEAR -> "new " + engine("ResizeBilinear") + "(" + factor + ", " + aligned(node.isAligned()) + ")";
		case AREA -> throw new GenerationException(Elements.describe(node) + " cannot average over areas to make maps larger");
		};
	}

	private String downsample(Downsample node) throws GenerationException {
		String factor = integer(node.getFactor(), node, "factor");
		return switch (node.getMode()) {
		case NEAREST -> engine("ResizeNearest") + ".smaller(" + factor + ")";
		case BILINEAR -> engine("ResizeBilinear") + ".smaller(" + factor + ", " + aligned(node.isAligned()) + ")";
		case AREA -> "new " + engine("AveragePool") + "(" + factor + ", " + factor + ", 0)";
		};
	}

	private String pooling(Pooling node) throws GenerationException {
		String window = integer(node.getKernel(), node, "kernel") + ", " + integer(node.getStride(), node, "stride") + ", " + integer(node.getPadding(), node, "padding");
		if (node.getKind() == PoolingKind.MAX) {
			return "new " + engine("MaxPool") + "(" + window + ", " + node.isCeil() + " /* ceil */)";
		}
		return "new " + engine("AveragePool") + "(" + window + ", " + node.isCeil() + " /* ceil */, " + node.isCountPadding() + " /* count padding */)";
	}

	private String sides(Node node, String top, String bottom, String left, String right) throws GenerationException {
		return "(" + integer(top, node, "top") + ", " + integer(bottom, node, "bottom") + ", " + integer(left, node, "left") + ", " + integer(right, node, "right") + ")";
	}

	private static String weighted(StringBuilder builder, WeightedNode node) {
		if (!node.isBias()) {
			set(builder, "bias", "false");
		}
		if (node.isSpectralNorm()) {
			set(builder, "spectralNorm", "true");
		}
		return builder.append(".build()").toString();
	}

	private String epsilon(Normalisation node) throws GenerationException {
		return body.numbers.decimal(node.getEpsilon(), node, "epsilon");
	}

	private String integer(String expression, Element owner, String attribute) throws GenerationException {
		return body.numbers.integer(expression, owner, attribute);
	}

	private String engine(String simpleName) {
		return body.source.engine(simpleName);
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
