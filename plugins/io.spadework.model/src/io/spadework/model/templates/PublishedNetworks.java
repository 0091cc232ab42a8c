package io.spadework.model.templates;

import io.spadework.model.study.Experiment;
import io.spadework.model.study.FeatureNetwork;
import io.spadework.model.study.Generator;
import io.spadework.model.study.ImageScaling;
import io.spadework.model.study.Initialisation;
import io.spadework.model.study.Node;
import io.spadework.model.study.PoolingKind;
import io.spadework.model.study.Study;
import io.spadework.model.study.StudyFactory;
import io.spadework.model.templates.DataChoice.BuiltInLandscapes;
import java.util.List;
import java.util.Map;

/** Published networks that look at images, as networks of a study: to be looked at, changed, given their weights, and measured with. */
public final class PublishedNetworks {

	/** What FID is measured with. */
	public static final String FID_INCEPTION = "fid-inception";
	/** What perceptual losses look through. */
	public static final String VGG19 = "vgg19";

	private static final StudyFactory FACTORY = StudyFactory.eINSTANCE;
	private static final int INCEPTION_SIDE = 299;
	private static final int VGG_SIDE = 224;

	private PublishedNetworks() {
	}

	/** The names of all. */
	public static List<String> names() {
		return List.of(FID_INCEPTION, VGG19);
	}

	/**
	 * A study with such a network, and with the smallest experiment that it can have a part in; throws {@link IllegalArgumentException}, listing the names, where there is no such
	 * network.
	 */
	public static Study study(String name) {
		return switch (name) {
			case FID_INCEPTION -> study("FID Inception", INCEPTION_SIDE, "pool3");
			case VGG19 -> study("VGG-19", VGG_SIDE, "relu5_4");
			default -> throw new IllegalArgumentException("no published network is called " + name + "; there are " + String.join(", ", names()));
		};
	}

	private static Study study(String title, int side, String last) {
		Settings settings = new Settings(Map.of(), List.of(new Template.Setting("labels", "10", "labels"), new Template.Setting("dontCare", "false", "don't-care"),
				new Template.Setting("edges", "false", "edges"), new Template.Setting("aspect", "1", "width over height"), new Template.Setting("crop", String.valueOf(side), "width of the images"),
				new Template.Setting("batch", "1", "images a step")));
		Draft draft = new Draft(settings, PublishedData.of(new BuiltInLandscapes()));
		draft.whole("crop", side, side);
		draft.parameter("aspect", "1", settings.meaning("aspect"));
		draft.whole("batch", 1, 1);
		Study study = draft.study();
		FeatureNetwork network = side == INCEPTION_SIDE ? FidInception.draw(study, null) : draft.network(Vgg19.draw(PoolingKind.MAX, ImageScaling.AS_IS, last, ""));
		Losses losses = new Losses().looking(network, last);
		Experiment experiment = draft.experiment(title, "as published, and the smallest generator that it can look at", losses.objective(), Plans.steady());
		experiment.getPlan().setInitialisation(Initialisation.XAVIER);
		experiment.setGenerator(draft.network(smallest()));
		study.setName(title);
		return study;
	}

	/** A colour for each label. */
	private static Generator smallest() {
		Generator generator = FACTORY.createGenerator();
		generator.setId("generator");
		generator.setName("colours");
		Drawing drawing = new Drawing(generator, "");
		Node labelMap = drawing.node("label map", FACTORY.createLabelMapInput());
		drawing.image(labelMap, Layers.convolution("3", 1, 1, 0));
		return generator;
	}
}
