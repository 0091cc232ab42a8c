package io.spadework.model.templates;

import java.util.ArrayList;
import java.util.List;

import io.spadework.model.study.Block;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.Generator;
import io.spadework.model.study.TrainingPlan;

/** pix2pixHD (arXiv 1711.11585): the global generator, perhaps with local enhancers around it, a PatchGAN at 3 scales, least squares and feature matching. */
final class Pix2pixHdTemplate extends PublishedTemplate {

	private final int enhancers;
	private final boolean spade;

	private Pix2pixHdTemplate(String name, String description, int enhancers, boolean spade) {
		super(name, description);
		this.enhancers = enhancers;
		this.spade = spade;
	}

	static Pix2pixHdTemplate global() {
		return new Pix2pixHdTemplate("pix2pixhd", "pix2pixHD's global generator with a PatchGAN at 3 scales, least squares and feature matching (arXiv 1711.11585)", 0, false);
	}

	static Pix2pixHdTemplate enhanced() {
		return new Pix2pixHdTemplate("pix2pixhd-enhancer", "pix2pixHD with a local enhancer, trained from coarse to fine (arXiv 1711.11585)", 1, false);
	}

	static Pix2pixHdTemplate enhancedTwice() {
		return new Pix2pixHdTemplate("pix2pixhd-enhancer2", "pix2pixHD with two local enhancers, trained from coarse to fine (arXiv 1711.11585)", 2, false);
	}

	static Pix2pixHdTemplate spade() {
		return new Pix2pixHdTemplate("pix2pixhd-spade", "pix2pixHD with SPADE (arXiv 1903.07291) instead of instance norm in its residual blocks", 0, true);
	}

	@Override
	String crops() {
		return "a multiple of " + unit() + ", at least " + least();
	}

	@Override
	List<Setting> ownSettings() {
		List<Setting> settings = new ArrayList<>(List.of(new Setting("ngf", "64", "base filters of the global generator"),
				new Setting("ndf", "64", "base filters of the discriminator"), new Setting("scales", "3", "scales of the discriminator")));
		if (spade) {
			settings.add(new Setting("hidden", "128", "hidden width of the SPADE modulations"));
		}
		settings.addAll(Losses.PERCEPTUAL);
		return settings;
	}

	@Override
	void draw(Draft draft) {
		ImageSize.multiple(draft, least(), unit(), "the generator makes its images " + unit() + " times smaller inside");
		int ngf = draft.whole("ngf", 1, 1024);
		if (ngf % (1 << enhancers) != 0) {
			throw Settings.wrong("ngf", String.valueOf(ngf), "a multiple of " + (1 << enhancers) + ", as each enhancer is half as wide as what it builds on");
		}
		if (spade) {
			draft.whole("hidden", 1, 4096);
		}
		draft.whole("ndf", 1, 1024);
		draft.whole("scales", 1, 5);
		draft.whole("batch", 1, 1024);
		Block residual = draft.block(spade ? Pix2pixHdResidualBlock.spade() : Pix2pixHdResidualBlock.plain());
		FeatureGenerator last = GlobalGenerator.draw(residual);
		List<Generator> generators = new ArrayList<>(List.of(draft.network(last.generator())));
		for (int i = 1; i <= enhancers; i++) {
			last = LocalEnhancer.draw(i, last, residual);
			generators.add(draft.network(last.generator()));
		}
		TrainingPlan plan = enhancers == 0 ? Plans.falling() : Plans.coarseToFine(generators);
		Losses losses = new Losses().leastSquares().featureMatching();
		Experiment experiment = draft.experiment("pix2pixHD", "arXiv 1711.11585", losses.objective(), plan);
		experiment.setGenerator(last.generator());
		experiment.setDiscriminator(draft.network(PatchDiscriminator.pix2pixHd()));
		losses.perceptualIfChosen(draft);
	}

	/** How many times smaller the images become inside. */
	private int unit() {
		return GlobalGenerator.REDUCTION << enhancers;
	}

	/** Residual blocks reflect a pixel at the border, so there must be a second one behind it. */
	private int least() {
		return 2 * unit();
	}
}
