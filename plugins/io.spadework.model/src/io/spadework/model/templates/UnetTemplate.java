package io.spadework.model.templates;

import java.util.List;

import io.spadework.model.study.Experiment;

/** pix2pix (arXiv 1611.07004): a U-Net, a single PatchGAN and the difference of every pixel. */
final class UnetTemplate extends PublishedTemplate {

	/** What the discriminator needs to halve three times and to see patches then. */
	private static final int LEAST = 32;

	UnetTemplate() {
		super("unet", "pix2pix: a U-Net with a PatchGAN discriminator and an L1 loss (arXiv 1611.07004)");
	}

	@Override
	String crops() {
		return "such that the shorter side is a power of two, at least " + LEAST + ", and divides the longer";
	}

	@Override
	List<Setting> ownSettings() {
		return List.of(new Setting("ngf", "64", "base filters of the generator"), new Setting("ndf", "64", "base filters of the discriminator"));
	}

	@Override
	void draw(Draft draft) {
		ImageSize size = ImageSize.stated(draft, LEAST);
		int side = Math.min(size.width(), size.height());
		if (side < LEAST || Integer.bitCount(side) != 1 || Math.max(size.width(), size.height()) % side != 0) {
			throw Settings.wrong("crop", size.width() + " and the height " + size.height(), crops());
		}
		draft.whole("ngf", 1, 1024);
		draft.whole("ndf", 1, 1024);
		draft.whole("batch", 1, 1024);
		Experiment experiment = draft.experiment("pix2pix", "arXiv 1611.07004", new Losses().original().l1().objective(), Plans.falling());
		experiment.setGenerator(draft.network(UnetGenerator.draw(draft, Integer.numberOfTrailingZeros(side))));
		experiment.setDiscriminator(draft.network(PatchDiscriminator.pix2pix()));
	}
}
