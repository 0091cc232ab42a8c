package io.spadework.model.templates;

import java.util.List;
import java.util.Map;

import io.spadework.model.Scope;
import io.spadework.model.templates.DataChoice.BuiltInLandscapes;
import io.spadework.model.templates.DataChoice.CocoStuffFolder;
import io.spadework.model.study.Activation;
import io.spadework.model.study.ActivationFunction;
import io.spadework.model.study.AdversarialLoss;
import io.spadework.model.study.Block;
import io.spadework.model.study.BlockUse;
import io.spadework.model.study.CocoStuff;
import io.spadework.model.study.Convolution;
import io.spadework.model.study.Dataset;
import io.spadework.model.study.Discriminator;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.FeatureMatchingLoss;
import io.spadework.model.study.Generator;
import io.spadework.model.study.Landscapes;
import io.spadework.model.study.Node;
import io.spadework.model.study.NormKind;
import io.spadework.model.study.Normalisation;
import io.spadework.model.study.Objective;
import io.spadework.model.study.Parameter;
import io.spadework.model.study.Port;
import io.spadework.model.study.Preprocess;
import io.spadework.model.study.Resize;
import io.spadework.model.study.Spade;
import io.spadework.model.study.Study;
import io.spadework.model.study.StudyFactory;
import io.spadework.model.study.TrainingPlan;
import io.spadework.model.study.Upsample;

/** SPADE (arXiv 1903.07291) as published for COCO-Stuff: 5 upsamplings, a PatchGAN at 2 scales, hinge loss, feature matching, two time scales. */
final class SpadeTemplate implements Template {

	private static final StudyFactory FACTORY = StudyFactory.eINSTANCE;
	/** The generator halves the image five times, from the crop to the seed. */
	private static final int REDUCTION = 32;
	private static final int PUBLISHED_CROP = 256;
	private static final int PUBLISHED_LOAD = 286;
	private static final int DISCRIMINATOR_LAYERS = 4;
	/** Landscapes are small enough for a few at once, and batch norm is the better for it. */
	private static final int LANDSCAPE_BATCH = 4;

	private static final List<Setting> SETTINGS = List.of(
			new Setting("labels", "182", "labels of the data set, without don't-care; the built-in landscapes have " + DataChoice.LANDSCAPE_LABELS),
			new Setting("dontCare", "true", "whether one more channel stands for unknown; not with the built-in landscapes"),
			new Setting("edges", "true", "whether instance edges are one more channel"),
			new Setting("crop", String.valueOf(PUBLISHED_CROP), "width of the images in pixels, a multiple of " + REDUCTION),
			new Setting("aspect", "1", "width over height"),
			new Setting("ngf", "64", "base filters of the generator"),
			new Setting("ndf", "64", "base filters of the discriminator"),
			new Setting("scales", "2", "scales of the discriminator"),
			new Setting("batch", "1", "images a step; with the built-in landscapes " + LANDSCAPE_BATCH));

	@Override
	public String name() {
		return "spade";
	}

	@Override
	public String description() {
		return "SPADE generator with a multi-scale PatchGAN discriminator, hinge loss and feature matching (arXiv 1903.07291)";
	}

	@Override
	public List<Setting> settings() {
		return SETTINGS;
	}

	@Override
	public Study create(Map<String, String> chosen, DataChoice data) {
		Settings settings = new Settings(chosen, SETTINGS);
		int crop = settings.whole("crop", REDUCTION, 4096);
		double aspect = settings.number("aspect", 0.1, 10);
		checkSize(crop, aspect);
		Study study = FACTORY.createStudy();
		study.setId("study");
		study.setName(data instanceof BuiltInLandscapes ? "Landscapes" : "COCO-Stuff");
		study.setDescription("SPADE, arXiv 1903.07291.");
		parameter(study, "crop", crop, "Width of the images, in pixels.");
		parameter(study, "aspect", aspect, "Width over height of the images.");
		parameter(study, "ngf", settings.whole("ngf", 1, 1024), "Base filters of the generator.");
		parameter(study, "hidden", 128, "Hidden width of the SPADE modulations.");
		parameter(study, "ndf", settings.whole("ndf", 1, 1024), "Base filters of the discriminator.");
		parameter(study, "scales", settings.whole("scales", 1, 5), "Scales of the discriminator.");
		boolean chosenBatch = chosen.containsKey("batch") || !(data instanceof BuiltInLandscapes);
		parameter(study, "batch", chosenBatch ? settings.whole("batch", 1, 1024) : LANDSCAPE_BATCH, "Images a step.");
		Block keeping = residualBlock("residual", "residual block", false);
		Block changing = residualBlock("residual_skip", "residual block with learned skip", true);
		study.getBlocks().add(keeping);
		study.getBlocks().add(changing);
		Generator generator = generator(keeping, changing);
		Discriminator discriminator = discriminator();
		study.getNetworks().add(generator);
		study.getNetworks().add(discriminator);
		study.getObjectives().add(objective());
		study.getDatasets().add(dataset(settings, data, aspect));
		study.getPlans().add(plan());
		Experiment experiment = FACTORY.createExperiment();
		experiment.setId("experiment");
		experiment.setName("SPADE");
		experiment.setGenerator(generator);
		experiment.setDiscriminator(discriminator);
		experiment.setObjective(study.getObjectives().get(0));
		experiment.setDataset(study.getDatasets().get(0));
		experiment.setPlan(study.getPlans().get(0));
		study.getExperiments().add(experiment);
		return study;
	}

	private static void checkSize(int crop, double aspect) {
		if (crop % REDUCTION != 0) {
			throw Settings.wrong("crop", String.valueOf(crop), "a multiple of " + REDUCTION + ", as the generator upsamples five times");
		}
		long height = Math.round(crop / aspect);
		if (height < REDUCTION || height % REDUCTION != 0) {
			throw Settings.wrong("aspect", Scope.text(aspect),
					"such that the height crop / aspect is a multiple of " + REDUCTION + "; with crop " + crop + " it is " + height);
		}
	}

	private static void parameter(Study study, String name, double value, String description) {
		Parameter parameter = FACTORY.createParameter();
		parameter.setId("parameter_" + name);
		parameter.setName(name);
		parameter.setValue(Scope.text(value));
		parameter.setDescription(description);
		study.getParameters().add(parameter);
	}

	/**
	 * SPADE residual block. Where it changes the number of channels its skip is learned, SPADE and a 1 x 1 convolution; the main path narrows to the smaller number
	 * first.
	 */
	private static Block residualBlock(String id, String name, boolean learnedSkip) {
		Block block = FACTORY.createBlock();
		block.setId(id);
		block.setName(name);
		block.setDescription(learnedSkip ? "Two SPADEs and convolutions beside a learned skip." : "Two SPADEs and convolutions beside the unchanged input.");
		if (learnedSkip) {
			Drawing.parameter(block, "fout", null, "Channels that leave.");
			Drawing.parameter(block, "fmid", "min(fin, fout)", "Channels between the convolutions.");
		}
		Drawing drawing = new Drawing(block, id + "_");
		Node x = drawing.input("x", Port.DATA, "fin");
		Node labelMap = drawing.input("label map", Port.LABEL_MAP, null);
		Node last = x;
		for (int i = 0; i < 2; i++) {
			last = spade(drawing, "norm" + i, labelMap, last);
			last = drawing.after(last, "relu" + i, activation(ActivationFunction.LEAKY_RELU));
			last = drawing.after(last, "conv" + i, spectral(convolution(learnedSkip ? i == 0 ? "fmid" : "fout" : "fin", 3, 1, 1)));
		}
		Node skip = x;
		if (learnedSkip) {
			Convolution convolution = spectral(convolution("fout", 1, 1, 0));
			convolution.setBias(false);
			skip = drawing.after(spade(drawing, "skip norm", labelMap, x), "skip", convolution);
		}
		Node sum = drawing.after(skip, "sum", FACTORY.createSum());
		drawing.data(last, sum);
		drawing.after(sum, "output", FACTORY.createOutput());
		return block;
	}

	private static Spade spade(Drawing drawing, String name, Node labelMap, Node before) {
		Spade spade = drawing.after(before, name, FACTORY.createSpade());
		spade.setHidden("hidden");
		drawing.labelMap(labelMap, spade);
		return spade;
	}

	private static Convolution spectral(Convolution convolution) {
		convolution.setSpectralNorm(true);
		return convolution;
	}

	private static Generator generator(Block keeping, Block changing) {
		Generator generator = FACTORY.createGenerator();
		generator.setId("generator");
		generator.setName("SPADE generator");
		Drawing drawing = new Drawing(generator, "");
		Node labelMap = drawing.node("label map", FACTORY.createLabelMapInput());
		Resize resize = drawing.after(labelMap, "small map", FACTORY.createResize());
		resize.setHeight("round(crop/" + REDUCTION + "/aspect)");
		resize.setWidth("crop/" + REDUCTION);
		Node last = drawing.after(resize, "seed", convolution("16*ngf", 3, 1, 1));
		last = use(drawing, "head", keeping, labelMap, last);
		last = upsample(drawing, "up1", last);
		last = use(drawing, "middle0", keeping, labelMap, last);
		last = use(drawing, "middle1", keeping, labelMap, last);
		String[] widths = { "8*ngf", "4*ngf", "2*ngf", "ngf" };
		for (int i = 1; i <= widths.length; i++) {
			last = upsample(drawing, "up" + (i + 1), last);
			BlockUse use = use(drawing, "block" + i, changing, labelMap, last);
			Drawing.argument(use, "fout", widths[i - 1]);
			last = use;
		}
		last = drawing.after(last, "lrelu", activation(ActivationFunction.LEAKY_RELU));
		last = drawing.after(last, "to image", convolution("3", 3, 1, 1));
		last = drawing.after(last, "image", activation(ActivationFunction.TANH));
		drawing.after(last, "output", FACTORY.createOutput());
		return generator;
	}

	private static BlockUse use(Drawing drawing, String name, Block block, Node labelMap, Node before) {
		BlockUse use = drawing.use(before, name, block);
		drawing.labelMap(labelMap, use);
		return use;
	}

	private static Node upsample(Drawing drawing, String name, Node before) {
		Upsample upsample = FACTORY.createUpsample();
		upsample.setFactor("2");
		return drawing.after(before, name, upsample);
	}

	/** Widths double to at most 512; the convolutions between the first and the last are normalised, spectrally and by instance, and so have no bias. */
	private static Discriminator discriminator() {
		Discriminator discriminator = FACTORY.createDiscriminator();
		discriminator.setId("discriminator");
		discriminator.setName("Patch discriminator");
		discriminator.setScales("scales");
		Drawing drawing = new Drawing(discriminator, "d_");
		Node labelMap = drawing.node("label map", FACTORY.createLabelMapInput());
		Node image = drawing.node("image", FACTORY.createImageInput());
		Node last = drawing.after(labelMap, "concat", FACTORY.createConcatenation());
		drawing.data(image, last);
		last = drawing.after(last, "conv1", convolution("ndf", 4, 2, 2));
		last = tap(drawing.after(last, "relu1", activation(ActivationFunction.LEAKY_RELU)));
		for (int i = 2; i <= DISCRIMINATOR_LAYERS; i++) {
			Convolution convolution = convolution("min(512, " + (1 << i - 1) + "*ndf)", 4, i < DISCRIMINATOR_LAYERS ? 2 : 1, 2);
			convolution.setSpectralNorm(true);
			convolution.setBias(false);
			last = drawing.after(last, "conv" + i, convolution);
			Normalisation norm = FACTORY.createNormalisation();
			norm.setKind(NormKind.INSTANCE);
			last = drawing.after(last, "norm" + i, norm);
			last = tap(drawing.after(last, "relu" + i, activation(ActivationFunction.LEAKY_RELU)));
		}
		last = drawing.after(last, "patches", convolution("1", 4, 1, 2));
		drawing.after(last, "output", FACTORY.createOutput());
		return discriminator;
	}

	private static Node tap(Node node) {
		node.setTap(true);
		return node;
	}

	private static Convolution convolution(String filters, int kernel, int stride, int padding) {
		Convolution convolution = FACTORY.createConvolution();
		convolution.setFilters(filters);
		convolution.setKernel(String.valueOf(kernel));
		convolution.setStride(String.valueOf(stride));
		convolution.setPadding(String.valueOf(padding));
		return convolution;
	}

	private static Activation activation(ActivationFunction function) {
		Activation activation = FACTORY.createActivation();
		activation.setFunction(function);
		return activation;
	}

	private static Objective objective() {
		Objective objective = FACTORY.createObjective();
		objective.setId("objective");
		objective.setName("hinge + feature matching");
		AdversarialLoss adversarial = FACTORY.createAdversarialLoss();
		adversarial.setId("adversarial");
		objective.setAdversarial(adversarial);
		FeatureMatchingLoss matching = FACTORY.createFeatureMatchingLoss();
		matching.setId("feature_matching");
		matching.setWeight("10");
		objective.setFeatureMatching(matching);
		return objective;
	}

	private static Dataset dataset(Settings settings, DataChoice data, double aspect) {
		Dataset dataset = switch (data) {
			case BuiltInLandscapes landscapes -> landscapes(settings);
			case CocoStuffFolder folder -> cocoStuff(settings, folder.folder());
		};
		dataset.setId("data");
		dataset.setEdges(settings.yes("edges"));
		dataset.setCrop("crop");
		dataset.setAspect("aspect");
		// published: square crops of a slightly larger image; wide images are resized as they are
		dataset.setPreprocess(aspect == 1 ? Preprocess.RESIZE_AND_CROP : Preprocess.FIXED);
		return dataset;
	}

	private static Landscapes landscapes(Settings settings) {
		if (settings.has("labels") && settings.whole("labels", 1, 65_536) != DataChoice.LANDSCAPE_LABELS) {
			throw Settings.wrong("labels", String.valueOf(settings.whole("labels", 1, 65_536)), DataChoice.LANDSCAPE_LABELS + " with the built-in landscapes");
		}
		if (settings.has("dontCare") && settings.yes("dontCare")) {
			throw Settings.wrong("dontCare", "true", "false with the built-in landscapes, as every pixel has a label");
		}
		Landscapes landscapes = FACTORY.createLandscapes();
		landscapes.setName("built-in landscapes");
		landscapes.setLabels(String.valueOf(DataChoice.LANDSCAPE_LABELS));
		landscapes.setLoad("crop");
		return landscapes;
	}

	private static CocoStuff cocoStuff(Settings settings, String folder) {
		if (folder == null || folder.isBlank()) {
			throw new IllegalArgumentException("the COCO-Stuff data need a folder, one with train_label and train_img");
		}
		CocoStuff coco = FACTORY.createCocoStuff();
		coco.setName("COCO-Stuff");
		coco.setLabels(String.valueOf(settings.whole("labels", 1, 65_536)));
		coco.setDontCare(settings.yes("dontCare"));
		coco.setLoad("round(crop*" + PUBLISHED_LOAD + "/" + PUBLISHED_CROP + ")");
		coco.setFolder(folder);
		return coco;
	}

	private static TrainingPlan plan() {
		TrainingPlan plan = FACTORY.createTrainingPlan();
		plan.setId("plan");
		plan.setName("two time scales");
		plan.setBatch("batch");
		plan.setEpochs("50");
		plan.setDecayEpochs("0");
		plan.setLearningRate("0.0002");
		plan.setTtur(true);
		plan.setBeta1("0");
		plan.setBeta2("0.9");
		return plan;
	}
}
