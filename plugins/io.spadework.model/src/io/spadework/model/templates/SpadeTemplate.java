package io.spadework.model.templates;

import java.util.ArrayList;
import java.util.List;

import io.spadework.model.Range;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.StudyPackage;

/** SPADE (arXiv 1903.07291): a PatchGAN at 2 scales, hinge loss, feature matching, two time scales; with a style encoder where the seed is made of a style code. */
final class SpadeTemplate extends PublishedTemplate {

	/** What a linear map can give at most. */
	private static final long MOST_VALUES = (long) Range.of(StudyPackage.Literals.LINEAR, StudyPackage.Literals.WEIGHTED_NODE__FILTERS).most();

	private final Upsampling published;
	private final boolean style;

	private SpadeTemplate(String name, String description, Upsampling published, boolean style) {
		super(name, description);
		this.published = published;
		this.style = style;
	}

	static SpadeTemplate normal() {
		return new SpadeTemplate("spade", "SPADE generator with a multi-scale PatchGAN discriminator, hinge loss and feature matching (arXiv 1903.07291)",
				Upsampling.NORMAL, false);
	}

	static SpadeTemplate more() {
		return new SpadeTemplate("spade-more", "SPADE with an upsampling more, for larger images (arXiv 1903.07291)", Upsampling.MORE, false);
	}

	static SpadeTemplate most() {
		return new SpadeTemplate("spade-most", "SPADE with two upsamplings and a residual block more, for the largest images (arXiv 1903.07291)", Upsampling.MOST, false);
	}

	static SpadeTemplate vae() {
		return new SpadeTemplate("spade-vae", "SPADE with a style encoder, so that an image gives the style of what is made (arXiv 1903.07291)", Upsampling.NORMAL, true);
	}

	@Override
	String crops() {
		return "a multiple of 32, 64 or 128 with normal, more or most upsampling";
	}

	@Override
	List<Setting> ownSettings() {
		List<Setting> settings = new ArrayList<>(List.of(new Setting("ngf", "64", "base filters of the generator"), new Setting("ndf", "64", "base filters of the discriminator"),
				new Setting("scales", "2", "scales of the discriminator"),
				new Setting("upsampling", published.text(), "normal, more or most: 5, 6 or 7 upsamplings from the seed to the image"),
				new Setting("hidden", "128", "hidden width of the SPADE modulations")));
		if (style) {
			settings.addAll(List.of(new Setting("z", "256", "values of the style code"), new Setting("nef", "64", "base filters of the style encoder"),
					new Setting("encoder_size", "256", "side of the images that the style encoder sees, in pixels")));
		}
		settings.addAll(Losses.PERCEPTUAL);
		return settings;
	}

	@Override
	void draw(Draft draft) {
		Upsampling upsampling = Upsampling.of(draft.settings());
		int unit = upsampling.reduction();
		ImageSize size = ImageSize.multiple(draft, unit, unit, "the generator makes its seed " + unit + " times larger");
		int ngf = draft.whole("ngf", 1, 1024);
		if (upsampling == Upsampling.MOST && ngf % 2 != 0) {
			throw Settings.wrong("ngf", String.valueOf(ngf), "even with most upsampling, as the last block has half of it");
		}
		long seed = 16L * ngf * (size.width() / unit) * (size.height() / unit);
		if (style && seed > MOST_VALUES) {
			throw Settings.wrong("ngf", String.valueOf(ngf), "at most " + ngf * MOST_VALUES / seed + " at this size, as one linear map makes the whole seed of the style code, which would be "
					+ seed + " values, and " + MOST_VALUES + " are the most; more upsampling makes the seed smaller, too");
		}
		draft.whole("hidden", 1, 4096);
		draft.whole("ndf", 1, 1024);
		draft.whole("scales", 1, 5);
		draft.whole("batch", 1, 1024);
		Losses losses = new Losses().hinge().featureMatching();
		Experiment experiment = draft.experiment("SPADE", "arXiv 1903.07291", losses.objective(), Plans.twoTimeScales());
		experiment.setGenerator(draft.network(SpadeGenerator.draw(draft, upsampling, style)));
		experiment.setDiscriminator(draft.network(PatchDiscriminator.spade()));
		if (style) {
			draft.whole("z", 1, 4096);
			draft.whole("nef", 1, 1024);
			// what leaves the last convolution has more than one pixel to normalise
			draft.whole("encoder_size", 2 << SpadeEncoder.depth(size.width()), 4096);
			experiment.setEncoder(draft.network(SpadeEncoder.draw(size.width())));
			losses.divergence();
		}
		losses.perceptualIfChosen(draft);
	}
}
