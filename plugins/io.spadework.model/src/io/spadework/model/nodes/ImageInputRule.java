package io.spadework.model.nodes;

import io.spadework.model.Shape;
import io.spadework.model.study.ImageInput;
import io.spadework.model.study.StudyPackage;

/** Image input: gives 3 x H x W. */
final class ImageInputRule extends NodeRule<ImageInput> {

	ImageInputRule() {
		super(StudyPackage.Literals.IMAGE_INPUT, ImageInput.class, 0, 0);
	}

	@Override
	Shape shape(ImageInput node, Inputs inputs) {
		return inputs.frame().image();
	}
}
