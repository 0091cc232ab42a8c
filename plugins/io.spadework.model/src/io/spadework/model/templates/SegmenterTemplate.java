package io.spadework.model.templates;

import io.spadework.model.study.Experiment;
import io.spadework.model.study.Segmenter;
import java.util.List;
import java.util.function.Function;

/** A network that learns to find label maps in images: to measure generators with, or to look through the eyes of. */
final class SegmenterTemplate extends PublishedTemplate {

	private static final int LEAST = 16;

	private final String source;
	private final String filters;
	private final Function<Draft, Segmenter> drawing;

	private SegmenterTemplate(String name, String description, String source, String filters, Function<Draft, Segmenter> drawing) {
		super(name, description);
		this.source = source;
		this.filters = filters;
		this.drawing = drawing;
	}

	static SegmenterTemplate unet() {
		return new SegmenterTemplate("segmenter", "U-Net that finds label maps in images (arXiv 1505.04597), for mean IoU and pixel accuracy", "arXiv 1505.04597", "16",
				UnetSegmenter::draw);
	}

	static SegmenterTemplate features() {
		return new SegmenterTemplate("features", "Small feature network that learns by finding labels, for Frechet distances and perceptual losses", "five convolutions",
				String.valueOf(SmallFeatures.FILTERS), draft -> SmallFeatures.learning());
	}

	@Override
	String crops() {
		return "a multiple of " + UnetSegmenter.UNIT;
	}

	@Override
	List<Setting> ownSettings() {
		return List.of(new Setting("ngf", filters, "base filters"));
	}

	@Override
	void draw(Draft draft) {
		ImageSize.multiple(draft, LEAST, UnetSegmenter.UNIT, "the network halves it three times");
		draft.whole("ngf", 1, 1024);
		draft.whole("batch", 1, 1024);
		Experiment experiment = draft.experiment(name(), source, new Losses().crossEntropy().objective(), Plans.segmentation());
		experiment.setSegmenter(draft.network(drawing.apply(draft)));
	}
}
