package io.spadework.model.templates;

import java.util.ArrayList;
import java.util.List;

import io.spadework.model.study.Experiment;
import io.spadework.model.study.Generator;

/** CRN (arXiv 1707.09405): cascaded refinement that a perceptual loss alone teaches; there is no discriminator. The image is a single one, not the published nine. */
final class CrnTemplate extends PublishedTemplate {

	/** What VGG-19 needs to halve four times. */
	private static final int LEAST = 16;

	private final boolean spade;

	private CrnTemplate(String name, String description, boolean spade) {
		super(name, description);
		this.spade = spade;
	}

	static CrnTemplate plain() {
		return new CrnTemplate("crn", "Cascaded refinement network with a perceptual loss and no discriminator (arXiv 1707.09405)", false);
	}

	static CrnTemplate spade() {
		return new CrnTemplate("crn-spade", "Cascaded refinement network with SPADE (arXiv 1903.07291) instead of layer norm", true);
	}

	@Override
	String crops() {
		return "such that the height is a power of two from " + LEAST + " to " + CrnGenerator.LARGEST;
	}

	@Override
	List<Setting> ownSettings() {
		List<Setting> settings = new ArrayList<>(List.of(new Setting("ngf", "64", "base filters; the first modules have 16 times as many")));
		if (spade) {
			settings.add(new Setting("hidden", "128", "hidden width of the SPADE modulations"));
		}
		settings.add(Losses.VGG);
		return settings;
	}

	@Override
	void draw(Draft draft) {
		ImageSize size = ImageSize.stated(draft, LEAST);
		if (size.height() < LEAST || size.height() > CrnGenerator.LARGEST || Integer.bitCount(size.height()) != 1) {
			throw size.wrongHeight(draft, "is a power of two from " + LEAST + " to " + CrnGenerator.LARGEST + ", as each module is twice as high as the one before");
		}
		int doublings = size.height() / CrnGenerator.FIRST;
		if (size.width() % doublings != 0) {
			throw Settings.wrong("crop", String.valueOf(size.width()), "a multiple of " + doublings + ", as the modules double the width, too");
		}
		int ngf = draft.whole("ngf", 1, 1024);
		if (size.height() == CrnGenerator.LARGEST && ngf % 2 != 0) {
			throw Settings.wrong("ngf", String.valueOf(ngf), "even at this height, as the last module has half of it");
		}
		if (spade) {
			draft.whole("hidden", 1, 4096);
		}
		draft.whole("batch", 1, 1024);
		Generator generator = draft.network(CrnGenerator.draw(draft, size.height(), spade));
		Experiment experiment = draft.experiment("CRN", "arXiv 1707.09405", new Losses().refinementPerceptual(draft).objective(), Plans.steady());
		experiment.setGenerator(generator);
	}
}
