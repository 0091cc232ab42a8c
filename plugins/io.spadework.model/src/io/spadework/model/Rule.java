package io.spadework.model;

import java.util.Locale;

import org.eclipse.emf.ecore.EObject;

/** The rules that a study is held to; their identities are stable, so scripts may rely on them. */
public enum Rule {
	ID("Every element has an id of letters, digits, \"_\", \"-\" and \".\"."),
	UNIQUE_ID("No two elements share an id."),
	NAME("Whatever people point at has a name."),
	UNIQUE_NAME("Names are unique among the nodes of a graph, the networks, the blocks, the parameters, the experiments and the sweeps, among "
			+ "the phases of a plan, and among the parameters and channel names of a block."),
	PARAMETER_NAME("The name of a parameter, or of the channels that enter a block, can be used in expressions: letters, digits and \"_\", a letter first, not the name of a function."),
	NUMBER("Every expression has a value, whole where it counts something, within its range."),
	DANGLING_EDGE("An edge leads from one node of its network to another."),
	CIRCLE("A network flows one way: no node feeds itself, directly or through others."),
	PORT("Edges enter where their target has a port."),
	MISSING_INPUT("A node gets all the inputs it needs."),
	EXTRA_INPUT("A node gets no more inputs than it takes."),
	DUPLICATE_EDGE(Severity.WARNING, "No two edges lead from the same node to the same port of the same node."),
	LABEL_MAP_SOURCE("A label map port is fed by the label map, at any size."),
	SIZE_MISMATCH("What is concatenated has the same height and width; what is added or multiplied has the same shape."),
	TOO_SMALL("Every activation is at least 1 x 1 x 1: a kernel fits the padded input."),
	TOO_LARGE("No activation is larger than can be computed."),
	GROUPS("The groups of a convolution divide its channels and its filters."),
	OUTPUT_PADDING("The output padding of a transposed convolution is smaller than its stride."),
	POOLING_PADDING("The padding of a pooling is at most half its kernel."),
	REFLECTION("Where a border is a reflection, it is smaller than the side it extends."),
	AREA("Averages over areas and adaptive pooling make maps smaller, not larger."),
	RESHAPE("A reshape keeps the number of values."),
	STYLE("A style port is fed by a style code, z x 1 x 1."),
	CONDITION("A condition port is fed by one channel for each class, classes x 1 x 1."),
	EDGE_MAP("An edge map input is used where the data set has instance edges."),
	EVEN_KERNEL("The kernel of a SPADE modulation is odd."),
	OUTPUT_SHAPE("A generator answers an image of the training size, a discriminator one score a patch, a style encoder 2z x 1 x 1, a segmenter one score per label and pixel."),
	NETWORK_INPUTS("A generator has one label map input, at most one edge map and one style code, and no image. "
			+ "A discriminator has one label map and one image input, at most one edge map, and no style code. "
			+ "A style encoder, a segmenter and a feature network have one image input and no other. "
			+ "A block has block inputs and no other, at most one at each port but data; only blocks have them."),
	NETWORK_OUTPUT("A network, and a block, has exactly one output."),
	BLOCK("A block use names the block that stands there."),
	ARGUMENT("A use gives a block's parameters their values: each at most once, and those that have none of their own."),
	REPEAT("What repeats has a data input, which the repetition before feeds."),
	RECURSION("No block contains itself, and no generator is a stage of itself."),
	TOO_MANY_NODES("A network has at most " + Instances.MOST_NODES + " nodes with everything inside its blocks and stages, at most " + Instances.DEEPEST + " levels deep."),
	STAGE("A stage stands directly in a generator, and names the generator that stands there, and a node of it where it does not go to the end."),
	DEAD_END(Severity.WARNING, "What a node computes is used."),
	USELESS_BIAS(Severity.INFO, "A convolution or a linear map that only a normalisation per channel follows has no bias: the normalisation takes it away. Before SPADE it may have one, as published."),
	INERT_AFFINE(Severity.WARNING, "Only a normalisation that normalises has an affine part."),
	SINGLE_CHANNEL_SOFTMAX(Severity.WARNING, "Softmax has more than one channel to choose from: of a single one only 1 is left."),
	SINGLE_PIXEL_NORM(Severity.WARNING, "Instance normalisation has more than one pixel to work on: of a single one only zero is left."),
	OUTPUT_RANGE(Severity.WARNING, "A generator ends in tanh, as images are in [-1, 1]."),
	TAPS("Feature matching has a discriminator with taps to compare, in itself or in its blocks."),
	STRAY_TAP(Severity.WARNING, "Taps are in discriminators and their blocks only: nothing compares what another network computes."),
	EXPERIMENT("An experiment trains a generator or a segmenter, not both, and names its objective, data set and plan; a discriminator and an encoder go with a generator."),
	OBJECTIVE("An objective gives what is trained something to learn: a loss whose weight is not 0."),
	PERCEPTUAL("A perceptual loss names a feature network and compares nodes of it, each once."),
	FEATURE_WEIGHTS(Severity.WARNING, "A feature network has a file of weights: random features see little."),
	WEIGHTS_FILE("The weights file of a feature network exists, and so do the segmenter of an evaluation, its weights and its classes."),
	DIVERGENCE("A divergence loss has an encoder whose codes it compares."),
	FREE_CODES(Severity.WARNING, "An encoder has a divergence loss: without one, codes that are drawn at random mean nothing to the generator."),
	ENCODER("An encoder answers 2z x 1 x 1 for a generator with a style code input of z values."),
	CROSS_ENTROPY("A cross-entropy loss trains a segmenter, and a segmenter is trained by nothing else."),
	PHASES("Phases go from coarse to fine: each trains the generator of the phase before or one that has it as a stage, and the last one trains the experiment's generator at full size."),
	FROZEN("What is frozen in a phase is a stage of its generator."),
	REDUCTION("The reduction of a phase divides height and width of the images."),
	EVALUATION(Severity.WARNING, "An evaluation measures on no more samples than are held out."),
	SWEEP("A sweep names an experiment, has 1 to 32 axes, and makes at most 1000 points."),
	SWEEP_AXIS("An axis names a parameter of the study that no other axis varies, and says which values it takes: listed ones, or, in a random sweep, a least below a most; a logarithmic axis is above 0."),
	NO_EXPERIMENT(Severity.WARNING, "A study has an experiment that can be run."),
	UNUSED_NETWORK(Severity.WARNING, "A network is used by an experiment, on its own or as a stage."),
	UNUSED_BLOCK(Severity.WARNING, "A block is used by a network."),
	UNUSED_PARAMETER(Severity.INFO, "A parameter is used by an expression."),
	OVERRIDE("An override names a parameter of the study, once in an experiment."),
	ADVERSARIAL("An adversarial loss has a discriminator, and a discriminator an adversarial loss."),
	LOAD_SIZE("Images are loaded at least as large as they are cropped."),
	BUILT_IN_LABELS("The built-in landscapes have their own labels."),
	DONT_CARE("ADE20K has don't-care, which its pixels without a label become."),
	INSTANCES("Edges are used where there are instance maps: ADE20K and facades have none, and of other folders the study says where they are."),
	LABEL_TABLE("A data set names no more labels than it has, and shows each in a colour such as #87c5f0."),
	DATA_FOLDER("A data set names its folders and files, and its folder exists."),
	DATA_LAYOUT("The folder of a data set holds training label maps and images, instance maps where edges are used, and the list of names where there is one."),
	NO_END("Training ends: there are epochs or steps; a phase has epochs."),
	OLDER_FORMAT(Severity.INFO, "A study is saved in the format of this Spadework.");

	private final Severity severity;
	private final String demand;

	Rule(String demand) {
		this(Severity.ERROR, demand);
	}

	Rule(Severity severity, String demand) {
		this.severity = severity;
		this.demand = demand;
	}

	/** The rule of a stable identity; throws {@link IllegalArgumentException} where there is none. */
	public static Rule of(String id) {
		return valueOf(id.toUpperCase(Locale.ROOT).replace('-', '_'));
	}

	/** The stable identity, as in "dangling-edge". */
	public String id() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/** How much it matters to break the rule. */
	public Severity severity() {
		return severity;
	}

	/** What the rule demands, in a sentence. */
	public String demand() {
		return demand;
	}

	/** An element that breaks the rule. */
	public Problem problem(EObject element, String message) {
		return new Problem(severity, id(), element, message);
	}
}
