package io.spadework.model.tests;

import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.params.provider.Arguments;

import io.spadework.model.templates.DataChoice;

/** The sizes that the templates were published with, and those that people use them with. */
final class PublishedSizes {

	private static final DataChoice COCO = new DataChoice.CocoStuffFolder("coco");
	private static final DataChoice CITYSCAPES = new DataChoice.CityscapesFolder("cityscapes");

	private PublishedSizes() {
	}

	static Stream<Arguments> all() {
		return Stream.of(Arguments.of("spade", COCO, Map.of()), Arguments.of("spade", CITYSCAPES, Map.of()), Arguments.of("spade-more", COCO, Map.of()),
				Arguments.of("spade-more", CITYSCAPES, Map.of("crop", "1024")), Arguments.of("spade-most", COCO, Map.of()),
				Arguments.of("spade-most", CITYSCAPES, Map.of("crop", "2048")), Arguments.of("spade-vae", COCO, Map.of()),
				Arguments.of("pix2pixhd", CITYSCAPES, Map.of()), Arguments.of("pix2pixhd", CITYSCAPES, Map.of("crop", "1024")), Arguments.of("pix2pixhd", COCO, Map.of()),
				Arguments.of("pix2pixhd-enhancer", CITYSCAPES, Map.of("crop", "2048")), Arguments.of("pix2pixhd-enhancer", COCO, Map.of()),
				Arguments.of("pix2pixhd-enhancer2", CITYSCAPES, Map.of("crop", "2048")), Arguments.of("pix2pixhd-enhancer2", COCO, Map.of()),
				Arguments.of("pix2pixhd-spade", CITYSCAPES, Map.of()), Arguments.of("pix2pixhd-spade", COCO, Map.of()),
				Arguments.of("crn", CITYSCAPES, Map.of()), Arguments.of("crn", CITYSCAPES, Map.of("crop", "2048")), Arguments.of("crn", COCO, Map.of()),
				Arguments.of("crn-spade", CITYSCAPES, Map.of()), Arguments.of("crn-spade", COCO, Map.of()), Arguments.of("unet", COCO, Map.of()),
				Arguments.of("unet", new DataChoice.FacadesFolder("facades"), Map.of()));
	}
}
