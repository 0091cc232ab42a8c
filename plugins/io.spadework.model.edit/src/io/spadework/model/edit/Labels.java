package io.spadework.model.edit;

import io.spadework.model.Names;
import io.spadework.model.study.Activation;
import io.spadework.model.study.ActivationFunction;
import io.spadework.model.study.AdversarialLoss;
import io.spadework.model.study.CocoStuff;
import io.spadework.model.study.Convolution;
import io.spadework.model.study.Dataset;
import io.spadework.model.study.Discriminator;
import io.spadework.model.study.Edge;
import io.spadework.model.study.Element;
import io.spadework.model.study.FeatureMatchingLoss;
import io.spadework.model.study.Normalisation;
import io.spadework.model.study.Parameter;
import io.spadework.model.study.ParameterOverride;
import io.spadework.model.study.Port;
import io.spadework.model.study.Seed;
import io.spadework.model.study.SpadeBlock;
import io.spadework.model.study.TrainingPlan;
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
			case Convolution convolution -> filters(convolution.getFilters()) + ", " + square(convolution.getKernel())
					+ ("1".equals(convolution.getStride()) ? "" : ", stride " + convolution.getStride());
			case SpadeBlock block -> filters(block.getFilters()) + ", hidden " + block.getHidden();
			case Seed seed -> filters(seed.getFilters()) + ", " + seed.getHeight() + " x " + seed.getWidth();
			case Upsample upsample -> "x " + upsample.getFactor();
			case Normalisation norm -> norm.getKind().getLiteral();
			case Activation activation -> activation.getFunction().getLiteral().replace('_', ' ')
					+ (activation.getFunction() == ActivationFunction.LEAKY_RELU ? " " + activation.getSlope() : "");
			case Edge edge -> edge.getPort() == Port.LABEL_MAP ? "label map" : "";
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

	private static String size(Dataset dataset) {
		return dataset.getLabels() + " labels, crop " + dataset.getCrop();
	}
}
