package io.spadework.model.edit;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.eclipse.emf.common.util.Enumerator;

import io.spadework.model.Names;
import io.spadework.model.study.Activation;
import io.spadework.model.study.ActivationFunction;
import io.spadework.model.study.AdaptivePooling;
import io.spadework.model.study.AdversarialLoss;
import io.spadework.model.study.Argument;
import io.spadework.model.study.Block;
import io.spadework.model.study.BlockInput;
import io.spadework.model.study.BlockParameter;
import io.spadework.model.study.BlockUse;
import io.spadework.model.study.ConditionalBatchNorm;
import io.spadework.model.study.Crop;
import io.spadework.model.study.CrossEntropyLoss;
import io.spadework.model.study.Dataset;
import io.spadework.model.study.Discriminator;
import io.spadework.model.study.DivergenceLoss;
import io.spadework.model.study.Downsample;
import io.spadework.model.study.Dropout;
import io.spadework.model.study.Edge;
import io.spadework.model.study.Element;
import io.spadework.model.study.Evaluation;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.FeatureMatchingLoss;
import io.spadework.model.study.FeatureNetwork;
import io.spadework.model.study.Interpolation;
import io.spadework.model.study.KernelNode;
import io.spadework.model.study.L1Loss;
import io.spadework.model.study.Label;
import io.spadework.model.study.Linear;
import io.spadework.model.study.NamedElement;
import io.spadework.model.study.NoiseSource;
import io.spadework.model.study.Normalisation;
import io.spadework.model.study.Padding;
import io.spadework.model.study.Parameter;
import io.spadework.model.study.ParameterOverride;
import io.spadework.model.study.PerceptualLoss;
import io.spadework.model.study.PerceptualTerm;
import io.spadework.model.study.Phase;
import io.spadework.model.study.Pooling;
import io.spadework.model.study.Port;
import io.spadework.model.study.Reshape;
import io.spadework.model.study.Resize;
import io.spadework.model.study.ResizeToHere;
import io.spadework.model.study.Spade;
import io.spadework.model.study.Stage;
import io.spadework.model.study.StoredDataset;
import io.spadework.model.study.StyleCodeInput;
import io.spadework.model.study.Sweep;
import io.spadework.model.study.SweepAxis;
import io.spadework.model.study.SweepKind;
import io.spadework.model.study.TrainingPlan;
import io.spadework.model.study.Upsample;

/** What trees, lists and tables show of an element: its name with what matters most about it. */
public final class Labels {

	private Labels() {
	}

	/** The label, such as "conv2: 2*ndf filters, 4 x 4, stride 2". */
	public static String text(Element element) {
		String matter = matter(element);
		String name = switch (element) {
			case SweepAxis axis -> name(axis.getParameter());
			case ParameterOverride override -> name(override.getParameter());
			default -> Names.of(element);
		};
		return matter.isEmpty() ? name : name + ": " + matter;
	}

	/** What matters most about an element besides its name; may be empty. */
	public static String matter(Element element) {
		return switch (element) {
			case BlockUse use -> name(use.getBlock()) + times(use.getRepeat()) + arguments(use);
			case Stage stage -> name(stage.getNetwork()) + (stage.getUpTo() == null ? "" : ", up to " + stage.getUpTo().getName());
			case BlockInput input -> words(input.getPort()) + (stated(input.getChannels()) ? ", " + input.getChannels() + " channels" : "");
			case KernelNode node -> filters(node.getFilters()) + ", " + rectangle(node.getKernel(), node.getKernelWidth()) + stride(node);
			case Linear linear -> filters(linear.getFilters());
			case Spade spade -> "hidden " + spade.getHidden();
			case Upsample upsample -> "x " + upsample.getFactor() + (upsample.getMode() == Interpolation.NEAREST ? "" : ", " + words(upsample.getMode()));
			case Downsample downsample -> "/ " + downsample.getFactor() + ", " + words(downsample.getMode());
			case Resize resize -> words(resize.getMode()) + ", to " + rectangle(resize.getHeight(), resize.getWidth());
			case ResizeToHere resize -> words(resize.getMode());
			case Pooling pooling -> words(pooling.getKind()) + ", " + square(pooling.getKernel()) + ", stride " + pooling.getStride();
			case AdaptivePooling pooling -> words(pooling.getKind()) + ", to " + rectangle(pooling.getHeight(), pooling.getWidth());
			case Padding padding -> words(padding.getMode()) + " " + sides(padding.getTop(), padding.getBottom(), padding.getLeft(), padding.getRight());
			case Crop crop -> sides(crop.getTop(), crop.getBottom(), crop.getLeft(), crop.getRight());
			case Reshape reshape -> reshape.getChannels() + " x " + rectangle(reshape.getHeight(), reshape.getWidth());
			case NoiseSource noise -> noise.getChannels() + " x " + rectangle(noise.getHeight(), noise.getWidth());
			case StyleCodeInput style -> style.getSize() + " numbers";
			case Dropout dropout -> dropout.getRate();
			case ConditionalBatchNorm norm -> norm.getClasses() + " classes";
			case Normalisation norm -> words(norm.getKind()) + (norm.isAffine() ? ", affine" : "");
			case Activation activation -> words(activation.getFunction()) + (activation.getFunction() == ActivationFunction.LEAKY_RELU ? " " + activation.getSlope() : "");
			case Edge edge -> edge.getPort() == Port.DATA ? "" : words(edge.getPort());
			case Block block -> block.getParameters().stream().map(Labels::text).collect(Collectors.joining(", "));
			case Discriminator discriminator -> discriminator.getScales() + " scales";
			case FeatureNetwork network -> stated(network.getWeights()) ? network.getWeights() : "random weights";
			case Parameter parameter -> String.valueOf(parameter.getValue());
			case BlockParameter parameter -> stated(parameter.getValue()) ? parameter.getValue() : "";
			case Argument argument -> String.valueOf(argument.getValue());
			case ParameterOverride override -> String.valueOf(override.getValue());
			case AdversarialLoss loss -> words(loss.getKind()) + ", " + words(loss.getReduction()) + " over the scales";
			case FeatureMatchingLoss loss -> "weight " + loss.getWeight() + ", " + words(loss.getReduction()) + " over the scales";
			case PerceptualLoss loss -> name(loss.getNetwork()) + ", weight " + loss.getWeight() + (loss.isMasked() ? ", where there is a label" : "");
			case PerceptualTerm term -> name(term.getNode()) + ", weight " + term.getWeight();
			case L1Loss loss -> "weight " + loss.getWeight();
			case DivergenceLoss loss -> "weight " + loss.getWeight();
			case CrossEntropyLoss loss -> "weight " + loss.getWeight();
			case Label label -> stated(label.getColour()) ? label.getColour() : "";
			case StoredDataset stored -> stored.getFolder() + ", " + size(stored);
			case Dataset dataset -> size(dataset);
			case TrainingPlan plan -> length(plan) + ", " + (plan.getBatch().equals("1") ? "1 image" : plan.getBatch() + " images") + " a step";
			case Phase phase -> name(phase.getGenerator()) + ("1".equals(phase.getReduction()) ? "" : " at 1/" + phase.getReduction()) + ", " + phase.getEpochs() + " epochs"
					+ (phase.getFrozen().isEmpty() ? "" : ", " + phase.getFrozen().stream().map(Labels::name).collect(Collectors.joining(", ")) + " frozen");
			case Evaluation evaluation -> ("0".equals(evaluation.getEvery()) ? "at the end" : "every " + evaluation.getEvery() + " steps") + ", "
					+ ("0".equals(evaluation.getSamples()) ? "all held-out samples" : evaluation.getSamples() + " samples")
					+ (stated(evaluation.getSegmenter()) ? ", mean IoU by " + evaluation.getSegmenter() : "");
			case Experiment experiment -> Stream.of(experiment.getGenerator(), experiment.getDiscriminator(), experiment.getEncoder(), experiment.getSegmenter())
					.filter(Objects::nonNull).map(Labels::name).collect(Collectors.joining(", "));
			case Sweep sweep -> name(sweep.getExperiment()) + ", " + (sweep.getKind() == SweepKind.RANDOM ? sweep.getCount() + " random draws" : "every combination");
			case SweepAxis axis -> stated(axis.getValues()) ? axis.getValues() : stated(axis.getLeast()) && stated(axis.getMost()) ? "from " + axis.getLeast() + " to " + axis.getMost() : "no values yet";
			default -> "";
		};
	}

	private static String times(String repeat) {
		return "1".equals(repeat) ? "" : " x " + repeat;
	}

	private static String arguments(BlockUse use) {
		return use.getArguments().isEmpty() ? ""
				: use.getArguments().stream().map(argument -> name(argument.getParameter()) + " = " + argument.getValue()).collect(Collectors.joining(", ", " (", ")"));
	}

	private static String stride(KernelNode node) {
		boolean usual = "1".equals(node.getStride()) && !stated(node.getStrideWidth());
		return usual ? "" : ", stride " + (stated(node.getStrideWidth()) ? rectangle(node.getStride(), node.getStrideWidth()) : node.getStride());
	}

	private static String length(TrainingPlan plan) {
		int phases = plan.getPhases().size();
		return !"0".equals(plan.getSteps()) ? plan.getSteps() + " steps" : phases == 0 ? plan.getEpochs() + " epochs" : phases == 1 ? "1 phase" : phases + " phases";
	}

	private static String name(NamedElement named) {
		return named == null ? "?" : named.getName();
	}

	private static String words(Enumerator literal) {
		return literal.getLiteral().replace('_', ' ');
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
