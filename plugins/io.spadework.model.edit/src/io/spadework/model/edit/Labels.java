package io.spadework.model.edit;

import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.spadework.model.Names;
import io.spadework.model.study.Activation;
import io.spadework.model.study.ActivationFunction;
import io.spadework.model.study.AdaptivePooling;
import io.spadework.model.study.AdversarialLoss;
import io.spadework.model.study.CocoStuff;
import io.spadework.model.study.ConditionalBatchNorm;
import io.spadework.model.study.Convolution;
import io.spadework.model.study.Crop;
import io.spadework.model.study.Dataset;
import io.spadework.model.study.Discriminator;
import io.spadework.model.study.Downsample;
import io.spadework.model.study.Dropout;
import io.spadework.model.study.Edge;
import io.spadework.model.study.Element;
import io.spadework.model.study.FeatureMatchingLoss;
import io.spadework.model.study.Interpolation;
import io.spadework.model.study.Linear;
import io.spadework.model.study.NoiseSource;
import io.spadework.model.study.Normalisation;
import io.spadework.model.study.Padding;
import io.spadework.model.study.Parameter;
import io.spadework.model.study.ParameterOverride;
import io.spadework.model.study.Pooling;
import io.spadework.model.study.Port;
import io.spadework.model.study.Reshape;
import io.spadework.model.study.ResizeToHere;
import io.spadework.model.study.Seed;
import io.spadework.model.study.Spade;
import io.spadework.model.study.SpadeBlock;
import io.spadework.model.study.StyleCodeInput;
import io.spadework.model.study.TrainingPlan;
import io.spadework.model.study.TransposedConvolution;
import io.spadework.model.study.Upsample;

/** What trees, lists and tables show of an element: its name with what matters most about it. */
public final class Labels {

	private Labels() {
	}

	/** The label, such as "conv2: 2*ndf filters, 4 x 4, stride 2". */
	public static String text(Element element) {
		String matter = matter(element);
		return matter.isEmpty() ? Names.of(element) : Names.of(element) + ": " + matter;
	}

	private static String matter(Element element) {
		return switch (element) {
			case Convolution convolution -> filters(convolution.getFilters()) + ", " + rectangle(convolution.getKernel(), convolution.getKernelWidth())
					+ (stated(convolution.getStrideWidth()) ? ", stride " + rectangle(convolution.getStride(), convolution.getStrideWidth())
							: "1".equals(convolution.getStride()) ? "" : ", stride " + convolution.getStride());
			case TransposedConvolution convolution -> filters(convolution.getFilters()) + ", " + square(convolution.getKernel()) + ", stride "
					+ convolution.getStride();
			case Linear linear -> filters(linear.getFilters());
			case Spade spade -> "hidden " + spade.getHidden();
			case SpadeBlock block -> filters(block.getFilters()) + ", hidden " + block.getHidden();
			case Seed seed -> filters(seed.getFilters()) + ", " + seed.getHeight() + " x " + seed.getWidth();
			case Upsample upsample -> "x " + upsample.getFactor() + (upsample.getMode() == Interpolation.NEAREST ? "" : ", " + upsample.getMode().getLiteral());
			case Downsample downsample -> "/ " + downsample.getFactor() + ", " + downsample.getMode().getLiteral();
			case ResizeToHere resize -> resize.getMode().getLiteral();
			case Pooling pooling -> pooling.getKind().getLiteral() + ", " + square(pooling.getKernel()) + ", stride " + pooling.getStride();
			case AdaptivePooling pooling -> pooling.getKind().getLiteral() + ", to " + rectangle(pooling.getHeight(), pooling.getWidth());
			case Padding padding -> padding.getMode().getLiteral() + " "
					+ sides(padding.getTop(), padding.getBottom(), padding.getLeft(), padding.getRight());
			case Crop crop -> sides(crop.getTop(), crop.getBottom(), crop.getLeft(), crop.getRight());
			case Reshape reshape -> reshape.getChannels() + " x " + rectangle(reshape.getHeight(), reshape.getWidth());
			case NoiseSource noise -> noise.getChannels() + " x " + rectangle(noise.getHeight(), noise.getWidth());
			case StyleCodeInput style -> style.getSize() + " numbers";
			case Dropout dropout -> dropout.getRate();
			case ConditionalBatchNorm norm -> norm.getClasses() + " classes";
			case Normalisation norm -> norm.getKind().getLiteral() + (norm.isAffine() ? ", affine" : "");
			case Activation activation -> activation.getFunction().getLiteral().replace('_', ' ')
					+ (activation.getFunction() == ActivationFunction.LEAKY_RELU ? " " + activation.getSlope() : "");
			case Edge edge -> edge.getPort() == Port.DATA ? "" : edge.getPort().getLiteral().replace('_', ' ');
			case Discriminator discriminator -> discriminator.getScales() + " scales";
			case Parameter parameter -> String.valueOf(parameter.getValue());
			case ParameterOverride override -> (override.getParameter() == null ? "?" : override.getParameter().getName()) + " = " + override.getValue();
			case AdversarialLoss loss -> loss.getKind().getLiteral().replace('_', ' ') + ", " + loss.getReduction().getLiteral() + " over the scales";
			case FeatureMatchingLoss loss -> "weight " + loss.getWeight();
			case CocoStuff coco -> coco.getFolder() + ", " + size(coco);
			case Dataset dataset -> size(dataset);
			case TrainingPlan plan -> ("0".equals(plan.getSteps()) ? plan.getEpochs() + " epochs" : plan.getSteps() + " steps") + ", " + (plan.getBatch().equals("1") ? "1 image" : plan.getBatch() + " images") + " a step";
			default -> "";
		};
	}

	private static String filters(String filters) {
		return filters + " filters";
	}

	private static String square(String side) {
		return side + " x " + side;
	}

	private static String rectangle(String height, String width) {
		return height + " x " + (stated(width) ? width : height);
	}

	/** The number that all sides share, or those of top, bottom, left and right. */
	private static String sides(String... sides) {
		return Stream.of(sides).distinct().count() == 1 ? sides[0] : Stream.of(sides).map(String::valueOf).collect(Collectors.joining(", "));
	}

	private static boolean stated(String expression) {
		return expression != null && !expression.isBlank();
	}

	private static String size(Dataset dataset) {
		return dataset.getLabels() + " labels, crop " + dataset.getCrop();
	}
}
