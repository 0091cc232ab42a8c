package io.spadework.notation;

import org.eclipse.emf.ecore.EAttribute;

import io.spadework.model.study.ActivationFunction;
import io.spadework.model.study.Activation;
import io.spadework.model.study.AdaptivePooling;
import io.spadework.model.study.BlockInput;
import io.spadework.model.study.BlockUse;
import io.spadework.model.study.ConditionalBatchNorm;
import io.spadework.model.study.Crop;
import io.spadework.model.study.Downsample;
import io.spadework.model.study.Dropout;
import io.spadework.model.study.Node;
import io.spadework.model.study.NoiseSource;
import io.spadework.model.study.Padding;
import io.spadework.model.study.Pooling;
import io.spadework.model.study.Reshape;
import io.spadework.model.study.Resize;
import io.spadework.model.study.Spade;
import io.spadework.model.study.StudyPackage.Literals;
import io.spadework.model.study.StyleCodeInput;
import io.spadework.model.study.Upsample;
import io.spadework.model.study.WeightedNode;

/** The one number of a node that people change most, so that an editor can offer it where the node is drawn. */
public final class MainValue {

	private MainValue() {
	}

	/** The attribute that holds it, an expression; null for a node that is made without numbers. */
	public static EAttribute of(Node node) {
		return switch (node) {
		case WeightedNode weighted -> Literals.WEIGHTED_NODE__FILTERS;
		case BlockUse use -> Literals.BLOCK_USE__REPEAT;
		case Spade spade -> Literals.SPADE__HIDDEN;
		case Upsample upsample -> Literals.UPSAMPLE__FACTOR;
		case Downsample downsample -> Literals.DOWNSAMPLE__FACTOR;
		case Resize resize -> Literals.RESIZE__HEIGHT;
		case Pooling pooling -> Literals.POOLING__KERNEL;
		case AdaptivePooling pooling -> Literals.ADAPTIVE_POOLING__HEIGHT;
		case Padding padding -> Literals.PADDING__TOP;
		case Crop crop -> Literals.CROP__TOP;
		case Reshape reshape -> Literals.RESHAPE__CHANNELS;
		case NoiseSource noise -> Literals.NOISE_SOURCE__CHANNELS;
		case StyleCodeInput style -> Literals.STYLE_CODE_INPUT__SIZE;
		case Dropout dropout -> Literals.DROPOUT__RATE;
		case ConditionalBatchNorm norm -> Literals.CONDITIONAL_BATCH_NORM__CLASSES;
		case Activation activation when activation.getFunction() == ActivationFunction.LEAKY_RELU -> Literals.ACTIVATION__SLOPE;
		case BlockInput input -> Literals.BLOCK_INPUT__CHANNELS;
		default -> null;
		};
	}
}
