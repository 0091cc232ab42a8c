package io.spadework.notation.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.spadework.model.Cost;
import io.spadework.model.Costs;
import io.spadework.model.ExpressionException;
import io.spadework.model.Frame;
import io.spadework.model.Scope;
import io.spadework.model.Shape;
import io.spadework.model.Shapes;
import io.spadework.model.study.AdversarialKind;
import io.spadework.model.study.AdversarialLoss;
import io.spadework.model.study.Dataset;
import io.spadework.model.study.Discriminator;
import io.spadework.model.study.Edge;
import io.spadework.model.study.EdgeMapInput;
import io.spadework.model.study.Element;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.FeatureNetwork;
import io.spadework.model.study.Generator;
import io.spadework.model.study.Graph;
import io.spadework.model.study.Halving;
import io.spadework.model.study.ImageInput;
import io.spadework.model.study.ImageScaling;
import io.spadework.model.study.LabelMapInput;
import io.spadework.model.study.NamedElement;
import io.spadework.model.study.Network;
import io.spadework.model.study.Node;
import io.spadework.model.study.Objective;
import io.spadework.model.study.OptimiserKind;
import io.spadework.model.study.Output;
import io.spadework.model.study.PerceptualLoss;
import io.spadework.model.study.Phase;
import io.spadework.model.study.Port;
import io.spadework.model.study.Reduction;
import io.spadework.model.study.Segmenter;
import io.spadework.model.study.Stage;
import io.spadework.model.study.StudyPackage.Literals;
import io.spadework.model.study.StyleCodeInput;
import io.spadework.model.study.StyleEncoder;
import io.spadework.model.study.TrainingPlan;
import io.spadework.notation.Family;
import io.spadework.notation.Icons;
import io.spadework.notation.Line;
import io.spadework.notation.NodeNotation;
import io.spadework.notation.Numbers;
import io.spadework.notation.Outline;
import io.spadework.notation.Title;

/**
 * How the training of an experiment is drawn, in one phase where its plan has several: inputs, networks, losses with their weights, what flows between them and what does
 * not learn. The single source for every diagram editor, like {@link io.spadework.notation.Notation} for single networks.
 */
public final class Training {

	/** A longer formula stands in the tooltip alone. */
	private static final int LONGEST_FORMULA = 52;

	private final Experiment experiment;
	private final Phase phase;
	private final Scope scope;
	private final Frame frame;
	private final int reduction;
	private final List<Part> parts = new ArrayList<>();
	private final List<Flow> flows = new ArrayList<>();

	private Training(Experiment experiment, Phase phase) {
		this.experiment = experiment;
		this.phase = phase;
		scope = Scope.of(experiment);
		reduction = phase == null ? 1 : Math.max(1, (int) number(phase.getReduction(), 1));
		frame = frame();
		if (experiment.getSegmenter() != null)
			drawSegmenter(experiment.getSegmenter());
		else
			drawGenerator(phase == null ? experiment.getGenerator() : phase.getGenerator());
	}

	/** The training of an experiment in a phase of its plan; of a plan with phases, null stands for the last one. */
	public static Training of(Experiment experiment, Phase phase) {
		List<Phase> phases = phases(experiment);
		return new Training(experiment, phase != null && phases.contains(phase) ? phase : phases.isEmpty() ? null : phases.getLast());
	}

	/** The phases of an experiment's plan; empty where it has none. */
	public static List<Phase> phases(Experiment experiment) {
		return experiment.getPlan() == null ? List.of() : experiment.getPlan().getPhases();
	}

	/** Whose training is drawn. */
	public Experiment experiment() {
		return experiment;
	}

	/** The phase that is drawn; null where the plan has none. */
	public Phase phase() {
		return phase;
	}

	/** What takes part, inputs first. */
	public List<Part> parts() {
		return List.copyOf(parts);
	}

	/** What flows where. */
	public List<Flow> flows() {
		return List.copyOf(flows);
	}

	/** The part of a role that stands for an element, at a discriminator's scale; null where there is none. */
	public Part part(Role role, int scale, Element element) {
		return parts.stream().filter(part -> part.role() == role && part.scale() == scale && part.element() == element).findFirst().orElse(null);
	}

	/** What stands above the diagram. */
	public Title title() {
		TrainingPlan plan = experiment.getPlan();
		if (plan == null)
			return new Title(name(experiment), "without a plan", List.of());
		String length = number(plan.getSteps(), 0) > 0 ? value(plan.getSteps()) + " steps" : epochs(phase == null ? plan.getEpochs() : phase.getEpochs(), phase == null ? plan.getDecayEpochs() : phase.getDecayEpochs());
		String steps = number(plan.getDiscriminatorSteps(), 1) == 1 ? "" : value(plan.getDiscriminatorSteps()) + " discriminator steps a generator step";
		return new Title(name(experiment) + (phase == null ? "" : " › " + name(phase)),
				dots("batch " + value(plan.getBatch()), length, optimiser(plan), reduction == 1 ? "" : "images " + reduction + " times smaller", steps), List.of());
	}

	private static String epochs(String full, String falling) {
		return full + " epochs" + ("0".equals(falling) ? "" : " + " + falling + " with a falling rate");
	}

	private String optimiser(TrainingPlan plan) {
		String kind = plan.getOptimiser() == OptimiserKind.ADAM ? "Adam" : plan.getOptimiser() == OptimiserKind.RMSPROP ? "RMSprop" : "SGD";
		return kind + " " + value(plan.getLearningRate()) + (plan.isTtur() ? ", half of it for G, twice for D" : "");
	}

	// ---- the two kinds of trainings

	private void drawSegmenter(Segmenter segmenter) {
		Part labelMap = labelMap();
		Part real = realImage();
		Shapes shapes = Shapes.infer(segmenter, experiment, reduction);
		Part network = network(Role.SEGMENTER, "Segmenter", segmenter, shapes, Outline.DOUBLE_BOX, Family.of(segmenter), "gives every pixel a score for each label");
		flow(real, network, Port.DATA, image());
		Objective objective = experiment.getObjective();
		if (objective != null && objective.getCrossEntropy() != null) {
			Part loss = loss(Role.CROSS_ENTROPY, objective.getCrossEntropy(), "cross-entropy", "scores with the label map", objective.getCrossEntropy().getWeight(),
					"− log softmax(scores)[label], averaged over the pixels that have a label");
			flow(network, loss, Port.DATA, answer(shapes));
			flow(labelMap, loss, Port.LABEL_MAP, "");
			Part total = total(Role.GENERATOR_TOTAL, objective, "segmenter's loss", "trains " + name(segmenter));
			weighted(loss, total, objective.getCrossEntropy().getWeight());
		}
	}

	private void drawGenerator(Generator generator) {
		Part labelMap = labelMap();
		Part real = realImage();
		if (generator == null)
			return;
		Shapes shapes = Shapes.infer(generator, experiment, reduction);
		Objective objective = experiment.getObjective();
		Part styleCode = style(generator, real);
		Part network = network(Role.GENERATOR, "Generator", generator, shapes, Outline.DOUBLE_BOX, Family.of(generator), "paints an image of the label map");
		stages(generator, shapes, network, labelMap, styleCode);
		feed(generator, shapes, network, labelMap, styleCode);
		Part generated = generated(generator, shapes);
		flow(network, generated, Port.DATA, answer(shapes));
		if (objective == null)
			return;
		Part total = new Part(Role.GENERATOR_TOTAL, 0, objective, totalLook("generator's loss", "trains " + name(generator)
				+ (experiment.getEncoder() == null || styleCode == null ? "" : " and " + name(experiment.getEncoder()))));
		if (experiment.getDiscriminator() != null)
			discriminators(experiment.getDiscriminator(), objective, labelMap, real, generated, total);
		if (objective.getPerceptual() != null)
			perceptual(objective.getPerceptual(), labelMap, real, generated, total);
		if (objective.getL1() != null) {
			Part loss = loss(Role.L1, objective.getL1(), "L1", "pixel by pixel", objective.getL1().getWeight(), "mean |x − G(S)|");
			flow(real, loss, Port.DATA, "");
			flow(generated, loss, Port.DATA, "");
			weighted(loss, total, objective.getL1().getWeight());
		}
		if (objective.getDivergence() != null && experiment.getEncoder() != null && styleCode != null) {
			Part loss = loss(Role.DIVERGENCE, objective.getDivergence(), "divergence", "of codes from N(0, 1)", objective.getDivergence().getWeight(),
					"−½ Σ (1 + log σ² − μ² − σ²), summed over batch and code");
			flow(part(Role.ENCODER, 0, experiment.getEncoder()), loss, Port.STYLE, "μ, log σ²");
			weighted(loss, total, objective.getDivergence().getWeight());
		}
		if (flows.stream().anyMatch(flow -> flow.target() == total))
			parts.add(total);
	}

	// ---- inputs

	private Part labelMap() {
		Dataset dataset = experiment.getDataset();
		if (dataset == null)
			return null;
		Part labelMap = add(Role.LABEL_MAP, dataset, look("Label map", "label map", dataset.isDontCare() ? "one-hot, with don't-care" : "one-hot", frame == null ? "" : frame.labelMap().toString(),
				"S: one channel per label" + (dataset.isDontCare() ? ", one for don't-care" : "") + (dataset.isEdges() ? ", one for edges between instances" : ""), Family.LABEL_MAP,
				Outline.PARALLELOGRAM, Icons.of(Literals.LABEL_MAP_INPUT)));
		if (dataset.isEdges()) {
			Part edges = add(Role.EDGE_MAP, dataset, look("Edge map", "instance edges", "a channel of the label map", frame == null ? "" : frame.edgeMap().toString(),
					"1 where a neighbour belongs to another instance", Family.LABEL_MAP, Outline.PARALLELOGRAM, Icons.of(Literals.EDGE_MAP_INPUT)));
			flow(edges, labelMap, Port.LABEL_MAP, frame == null ? "" : frame.edgeMap().toString());
		}
		return labelMap;
	}

	private Part realImage() {
		return experiment.getDataset() == null ? null
				: add(Role.REAL_IMAGE, experiment.getDataset(), look("Image", "real image", name(experiment.getDataset()), image(), "x, RGB in [-1, 1]", Family.IMAGE,
						Outline.PARALLELOGRAM, Icons.of(Literals.IMAGE_INPUT)));
	}

	/** The style code that the generator takes, and the encoder that gives it; null where the generator takes none. */
	private Part style(Generator generator, Part real) {
		StyleCodeInput input = first(generator, StyleCodeInput.class);
		if (input == null)
			return null;
		String size = value(input.getSize());
		StyleEncoder encoder = experiment.getEncoder();
		if (encoder == null)
			return add(Role.STYLE_CODE, input, look("Style code", name(input), size + " numbers by chance", size + " x 1 x 1", "z ~ N(0, 1), drawn anew for every image", Family.STYLE,
					Outline.PARALLELOGRAM, Icons.of(Literals.STYLE_CODE_INPUT)));
		Shapes shapes = Shapes.infer(encoder, experiment, reduction);
		ImageInput image = first(encoder, ImageInput.class);
		Part styleImage = image == null ? real
				: add(Role.STYLE_IMAGE, image, look("Image", "style image", "in training the real image", shape(shapes, image), "what the encoder reads the style of", Family.STYLE,
						Outline.PARALLELOGRAM, Icons.of(Literals.IMAGE_INPUT)));
		if (styleImage != real)
			flow(real, styleImage, Port.DATA, image());
		Part network = network(Role.ENCODER, "Encoder", encoder, shapes, Outline.NARROWING, Family.STYLE, "gives mean and log variance of the style code");
		flow(styleImage, network, Port.DATA, image == null ? image() : shape(shapes, image));
		Part code = add(Role.STYLE_CODE, input, new NodeNotation("Style code", name(input), "z = μ + σ ε", "", size + " x 1 x 1", "", "",
				"z = μ + exp(½ log σ²) ε, ε ~ N(0, 1)", Family.STYLE, Outline.CIRCLE, "ε", Icons.of(Literals.STYLE_CODE_INPUT), List.of(), false, false));
		flow(network, code, Port.STYLE, answer(shapes));
		return code;
	}

	// ---- networks

	/** The stages inside of a generator, the coarsest first. */
	private void stages(Generator generator, Shapes shapes, Part into, Part labelMap, Part styleCode) {
		for (Node node : generator.getNodes()) {
			if (!(node instanceof Stage stage) || stage.getNetwork() == null)
				continue;
			Shapes inside = shapes.inside(stage).isEmpty() ? null : shapes.inside(stage).getFirst();
			boolean frozen = phase != null && phase.getFrozen().contains(stage);
			String whole = stage.getUpTo() == null ? "" : ", up to " + name(stage.getUpTo());
			Part part = add(Role.STAGE, stage, new NodeNotation(frozen ? "Stage, frozen" : "Stage", name(stage), name(stage.getNetwork()) + whole, frozenIn(stage), shape(shapes, stage),
					parameters(inside), multiplyAdds(inside), "the coarser generator's activation" + whole + (frozen ? "; does not learn in this phase" : ""),
					Family.of(stage.getNetwork()), Outline.BANDED_BOX, "", Icons.of(Literals.STAGE), List.of(), false, frozen));
			stages(stage.getNetwork(), inside, part, labelMap, styleCode);
			flow(part, into, Port.DATA, shape(shapes, stage));
			flow(labelMap, part, Port.LABEL_MAP, entering(stage, shapes, Port.LABEL_MAP));
			if (entering(stage, Port.STYLE) != null)
				flow(styleCode, part, Port.STYLE, entering(stage, shapes, Port.STYLE));
		}
	}

	/** As in "frozen in: warm-up"; empty where the stage learns in all phases. */
	private String frozenIn(Stage stage) {
		String phases = phases(experiment).stream().filter(each -> each.getFrozen().contains(stage)).map(Training::name).collect(Collectors.joining(", "));
		return phases.isEmpty() ? "" : "frozen in: " + phases;
	}

	/** What a generator's own inputs take; an input that only feeds a stage is the stage's. */
	private void feed(Generator generator, Shapes shapes, Part network, Part labelMap, Part styleCode) {
		for (Node node : generator.getNodes()) {
			boolean feeds = node.getOutgoing().stream().anyMatch(edge -> !(edge.getTarget() instanceof Stage));
			if (feeds && node instanceof LabelMapInput)
				flow(labelMap, network, Port.LABEL_MAP, shape(shapes, node));
			else if (feeds && node instanceof EdgeMapInput)
				flow(part(Role.EDGE_MAP, 0, experiment.getDataset()), network, Port.LABEL_MAP, shape(shapes, node));
			else if (feeds && node instanceof StyleCodeInput)
				flow(styleCode, network, Port.STYLE, shape(shapes, node));
		}
	}

	private Part generated(Generator generator, Shapes shapes) {
		Output output = first(generator, Output.class);
		return add(Role.GENERATED_IMAGE, output == null ? generator : output, look("Image", "generated image", "what the generator answers", answer(shapes), "G(S)", Family.IMAGE,
				Outline.PARALLELOGRAM, Icons.of(Literals.OUTPUT)));
	}

	private void discriminators(Discriminator discriminator, Objective objective, Part labelMap, Part real, Part generated, Part total) {
		Shapes shapes = Shapes.infer(discriminator, experiment, reduction);
		int scales = Math.max(1, Math.min((int) number(discriminator.getScales(), 1), shapes.scales()));
		Part judged = add(Role.JUDGED, discriminator, new NodeNotation("Judged", "label map and image", "real or generated", "", "", "", "", "S and x, or S and G(S), stacked along the channels",
				Family.JOIN, Outline.CIRCLE, "C", Icons.of(Literals.CONCATENATION), List.of(), false, false));
		flow(labelMap, judged, Port.LABEL_MAP, frame == null ? "" : frame.labelMap().toString());
		flow(real, judged, Port.DATA, image());
		flow(generated, judged, Port.DATA, image());
		List<Part> judges = new ArrayList<>();
		for (int k = 1; k <= scales; k++) {
			Shapes scale = shapes.scales() < k ? null : shapes.scale(k);
			String sees = k == 1 ? "full size" : halved(discriminator.getHalving()) + (k == 2 ? "" : " " + (k - 1) + " times");
			Part judge = new Part(Role.DISCRIMINATOR, k, discriminator, new NodeNotation("Discriminator", scales == 1 ? name(discriminator) : name(discriminator) + " · D" + subscript(k),
					sees, k == 1 ? "" : "same architecture, weights of its own", scale == null ? "" : answer(scale), scales == 1 ? parameters(shapes) : each(shapes, scales), "",
					"D" + subscript(k) + "(S, image): one score per patch", Family.CONVOLUTION, Outline.NARROWING, "", Icons.of(Literals.DISCRIMINATOR), List.of(), false, false));
			parts.add(judge);
			judges.add(judge);
			flow(judged, judge, Port.DATA, scale == null ? "" : seen(discriminator, scale));
		}
		AdversarialLoss adversarial = objective.getAdversarial();
		if (adversarial != null) {
			Part forGenerator = loss(Role.GENERATOR_ADVERSARIAL, adversarial, words(adversarial.getKind()), "for the generator" + over(adversarial.getReduction(), scales), "1",
					generatorFormula(adversarial));
			Part forDiscriminator = loss(Role.DISCRIMINATOR_ADVERSARIAL, adversarial, words(adversarial.getKind()), "for the discriminator" + over(adversarial.getReduction(), scales),
					adversarial.getDiscriminatorFactor(), discriminatorFormula(adversarial));
			for (int k = 1; k <= scales; k++) {
				String scores = shapes.scales() < k ? "" : answer(shapes.scale(k));
				flow(judges.get(k - 1), forGenerator, Port.DATA, scores);
				flow(judges.get(k - 1), forDiscriminator, Port.DATA, scores);
			}
			weighted(forGenerator, total, "1");
			Part totalOfDiscriminator = total(Role.DISCRIMINATOR_TOTAL, objective, "discriminators' loss", "trains " + name(discriminator));
			weighted(forDiscriminator, totalOfDiscriminator, adversarial.getDiscriminatorFactor());
		}
		if (objective.getFeatureMatching() != null) {
			long taps = discriminator.getNodes().stream().filter(Node::isTap).count();
			Part loss = loss(Role.FEATURE_MATCHING, objective.getFeatureMatching(), "feature matching", taps + (taps == 1 ? " tap" : " taps") + over(objective.getFeatureMatching().getReduction(), scales),
					objective.getFeatureMatching().getWeight(), "Σ over taps of mean |D^i(S, x) − D^i(S, G(S))|; real features are constants");
			judges.forEach(judge -> flow(judge, loss, Port.DATA, ""));
			weighted(loss, total, objective.getFeatureMatching().getWeight());
		}
	}

	private void perceptual(PerceptualLoss perceptual, Part labelMap, Part real, Part generated, Part total) {
		FeatureNetwork features = perceptual.getNetwork();
		if (features == null)
			return;
		Shapes shapes = Shapes.infer(features, experiment, reduction);
		Part network = add(Role.FEATURE_NETWORK, features, new NodeNotation("Feature network, frozen", name(features),
				features.getScaling() == ImageScaling.AS_IS ? "images as they are" : "images in 0 to 255, mean subtracted", weights(features), "", parameters(shapes), multiplyAdds(shapes),
				"looks at both images; never learns", Family.RESAMPLING, Outline.DOUBLE_BOX, "", Icons.of(Literals.FEATURE_NETWORK), List.of(), false, true));
		flow(real, network, Port.DATA, image());
		flow(generated, network, Port.DATA, image());
		int terms = perceptual.getTerms().size();
		Part loss = loss(Role.PERCEPTUAL, perceptual, "perceptual", dots(terms + (terms == 1 ? " activation" : " activations"), perceptual.isMasked() ? "where there is a label" : ""),
				perceptual.getWeight(), perceptual.getTerms().stream().map(term -> value(term.getWeight()) + " mean |Δ " + (term.getNode() == null ? "?" : name(term.getNode())) + "|")
						.collect(Collectors.joining(" + ")));
		flow(network, loss, Port.DATA, terms + (terms == 1 ? " activation" : " activations"));
		if (perceptual.isMasked())
			flow(labelMap, loss, Port.LABEL_MAP, "mask");
		weighted(loss, total, perceptual.getWeight());
	}

	private static String weights(FeatureNetwork features) {
		return features.getWeights() == null || features.getWeights().isBlank() ? "random weights" : features.getWeights();
	}

	// ---- losses

	private String generatorFormula(AdversarialLoss loss) {
		return switch (loss.getKind()) {
		case HINGE, WASSERSTEIN -> "−E[D(S, G(S))]";
		case LEAST_SQUARES -> factor(loss.getSquareFactor()) + "E[(D(S, G(S)) − " + value(loss.getGeneratorTarget()) + ")²]";
		case ORIGINAL -> "−E[log σ(D(S, G(S)))]";
		};
	}

	private String discriminatorFormula(AdversarialLoss loss) {
		return switch (loss.getKind()) {
		case HINGE -> "E[max(0, 1 − D(S, x))] + E[max(0, 1 + D(S, G(S)))]";
		case LEAST_SQUARES -> factor(loss.getSquareFactor()) + "(E[(D(S, x) − " + value(loss.getRealTarget()) + ")²] + E[(D(S, G(S)) − " + value(loss.getFakeTarget()) + ")²])";
		case ORIGINAL -> "−E[log σ(D(S, x))] − E[log(1 − σ(D(S, G(S))))]";
		case WASSERSTEIN -> "E[D(S, G(S))] − E[D(S, x)] + " + value(loss.getGradientPenalty()) + " E[(|∇D| − 1)²]";
		};
	}

	private String factor(String expression) {
		return number(expression, Double.NaN) == 1 ? "" : value(expression) + " ";
	}

	private static String over(Reduction reduction, int scales) {
		return scales == 1 ? "" : reduction == Reduction.MEAN ? ", mean over scales" : ", sum over scales";
	}

	private Part loss(Role role, Element loss, String name, String detail, String weight, String formula) {
		return add(role, loss, new NodeNotation("Loss", name, detail, formula.length() > LONGEST_FORMULA ? "" : formula, "weight " + computed(weight), "", "", formula, Family.LOSS,
				Outline.OCTAGON, "", Icons.of(loss.eClass()), List.of(), false, false));
	}

	private Part total(Role role, Objective objective, String name, String trains) {
		return add(role, objective, totalLook(name, trains));
	}

	private static NodeNotation totalLook(String name, String trains) {
		return new NodeNotation("Sum", name, trains, "", "", "", "", "the weighted sum of the losses that enter; its gradient is what " + trains.replaceFirst("^trains ", "") + " learns by",
				Family.LOSS, Outline.ROUNDED_BOX, "", Icons.of(Literals.OBJECTIVE), List.of(), false, false);
	}

	private void weighted(Part loss, Part total, String weight) {
		flow(loss, total, Port.DATA, "× " + value(weight));
	}

	// ---- the drawing

	private Part network(Role role, String kind, Network network, Shapes shapes, Outline outline, Family family, String formula) {
		return add(role, network, new NodeNotation(kind, name(network), contents(network), "", answer(shapes), parameters(shapes), multiplyAdds(shapes), formula, family, outline, "",
				Icons.of(network.eClass()), List.of(), false, false));
	}

	/** What people ask first of a network: how many nodes, with SPADE or without. */
	private static String contents(Network network) {
		long uses = network.getNodes().size();
		return uses + " nodes" + (Family.of(network) == Family.SPADE ? ", with SPADE" : "");
	}

	private Part add(Role role, Element element, NodeNotation look) {
		Part part = new Part(role, 0, element, look);
		parts.add(part);
		return part;
	}

	private void flow(Part source, Part target, Port port, String label) {
		if (source != null && target != null && flows.stream().noneMatch(flow -> flow.source() == source && flow.target() == target))
			flows.add(new Flow(source, target, new Line(port, port != Port.DATA, label)));
	}

	private static NodeNotation look(String kind, String name, String detail, String output, String formula, Family family, Outline outline, String icon) {
		return new NodeNotation(kind, name, detail, "", output, "", "", formula, family, outline, "", icon, List.of(), false, false);
	}

	// ---- numbers

	private Frame frame() {
		try {
			return Frame.of(experiment).reduced(reduction);
		} catch (ExpressionException e) {
			return null; // the validation says what is wrong with the data set
		}
	}

	private String image() {
		return frame == null ? "" : frame.image().toString();
	}

	private static String answer(Shapes shapes) {
		return shapes == null || shapes.answer() == null ? "" : shapes.answer().toString();
	}

	private static String shape(Shapes shapes, Node node) {
		Shape shape = shapes == null ? null : shapes.of(node);
		return shape == null ? "" : shape.toString();
	}

	private static Edge entering(Node node, Port port) {
		return node.getIncoming().stream().filter(edge -> edge.getPort() == port).findFirst().orElse(null);
	}

	private static String entering(Node node, Shapes shapes, Port port) {
		Edge edge = entering(node, port);
		Shape shape = edge == null || shapes == null ? null : shapes.of(edge);
		return shape == null ? "" : shape.toString();
	}

	/** What a discriminator's scale sees: its inputs stacked. */
	private static String seen(Discriminator discriminator, Shapes scale) {
		List<Shape> inputs = discriminator.getNodes().stream().filter(node -> node instanceof LabelMapInput || node instanceof EdgeMapInput || node instanceof ImageInput).map(scale::of).toList();
		if (inputs.isEmpty() || inputs.contains(null))
			return "";
		return new Shape(inputs.stream().mapToInt(Shape::channels).sum(), inputs.getFirst().height(), inputs.getFirst().width()).toString();
	}

	private static String parameters(Shapes shapes) {
		Cost cost = shapes == null ? null : Costs.of(shapes).total();
		return cost == null || cost.parameters() == 0 ? "" : Numbers.count(cost.parameters());
	}

	private static String each(Shapes shapes, int scales) {
		long all = Costs.of(shapes).total().parameters();
		return all == 0 ? "" : Numbers.count(all / scales);
	}

	private static String multiplyAdds(Shapes shapes) {
		Cost cost = shapes == null ? null : Costs.of(shapes).total();
		return cost == null || cost.multiplyAdds() == 0 ? "" : Numbers.count(cost.multiplyAdds());
	}

	private static String halved(Halving halving) {
		return switch (halving) {
		case AVERAGE_POOLING -> "average-pooled 3x3 s2";
		case BILINEAR -> "halved, bilinear";
		case NEAREST -> "halved, nearest";
		};
	}

	private static <T extends Node> T first(Graph graph, Class<T> kind) {
		return graph.getNodes().stream().filter(kind::isInstance).map(kind::cast).findFirst().orElse(null);
	}

	private static String name(NamedElement named) {
		return Objects.toString(named.getName(), named.getId());
	}

	private static String words(AdversarialKind kind) {
		return kind.getLiteral().replace('_', ' ');
	}

	private static String subscript(int k) {
		return String.valueOf(k).chars().mapToObj(d -> String.valueOf((char) (d - '0' + '₀'))).collect(Collectors.joining());
	}

	private static String dots(String... parts) {
		return Stream.of(parts).filter(part -> !part.isEmpty()).collect(Collectors.joining(" · "));
	}

	/** As in "lambda → 10"; of a number the value alone. */
	private String computed(String expression) {
		String value = value(expression);
		return value.equals(expression) ? value : expression + " → " + value;
	}

	private String value(String expression) {
		double value = number(expression, Double.NaN);
		return Double.isNaN(value) ? Objects.toString(expression, "?") : Numbers.setting(value);
	}

	private double number(String expression, double otherwise) {
		try {
			return expression == null || expression.isBlank() ? otherwise : scope.value(expression);
		} catch (ExpressionException e) {
			return otherwise;
		}
	}
}
