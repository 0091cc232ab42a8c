package io.spadework.model.templates;

import io.spadework.model.study.Experiment;
import io.spadework.model.study.Segmenter;
import java.util.List;
import java.util.function.Function;

/** A network that learns to find label maps in images: to measure generators with, or to look through the eyes of. */
final class SegmenterTemplate extends PublishedTemplate {

	private static final int LEAST = 16;

	private final String source;
	private final List<Setting> settings;
	private final Function<Draft, Segmenter> drawing;

	private SegmenterTemplate(String name, String description, String source, List<Setting> settings, Function<Draft, Segmenter> drawing) {
		super(name, description);
		this.source = source;
		this.settings = settings;
		this.drawing = drawing;
	}

	private static Setting filters(String number) {
		return new Setting("ngf", number, "base filters");
	}

	static SegmenterTemplate unet() {
		return new SegmenterTemplate("segmenter", "U-Net that finds label maps in images (arXiv 1505.04597), for mean IoU and pixel accuracy", "arXiv 1505.04597",
				List.of(filters("16")), UnetSegmenter::draw);
	}

	static SegmenterTemplate features() {
		return new SegmenterTemplate("features", "Small feature network that learns by finding labels, for Frechet distances and perceptual losses", "five convolutions",
				List.of(filters(String.valueOf(SmallFeatures.FILTERS))), draft -> SmallFeatures.learning());
	}

	static SegmenterTemplate fcn() {
		return new SegmenterTemplate("fcn", "FCN on a dilated ResNet, as torchvision has it (arXiv 1411.4038), for its weights or your data", "arXiv 1411.4038", resNet(), ResNetSegmenter::fcn);
	}

	static SegmenterTemplate deepLab() {
		return new SegmenterTemplate("deeplab", "DeepLabv3 on a dilated ResNet, as torchvision has it (arXiv 1706.05587), for its weights or your data", "arXiv 1706.05587", resNet(),
				ResNetSegmenter::deepLab);
	}

	private static List<Setting> resNet() {
		return List.of(filters("64"), new Setting("depth", "50", "layers of the ResNet, 50 or 101"));
	}

	@Override
	String crops() {
		return "a multiple of " + UnetSegmenter.UNIT;
	}

	@Override
	List<Setting> ownSettings() {
		return settings;
	}

	@Override
	void draw(Draft draft) {
		ImageSize.multiple(draft, LEAST, UnetSegmenter.UNIT, "the network makes it eight times smaller");
		draft.whole("ngf", 1, 1024);
		draft.whole("batch", 1, 1024);
		Experiment experiment = draft.experiment(name(), source, new Losses().crossEntropy().objective(), Plans.segmentation());
		experiment.setSegmenter(draft.network(drawing.apply(draft)));
	}
}
