package io.spadework.model;

import java.util.Locale;

import org.eclipse.emf.ecore.EObject;

/** The rules that a study is held to; their identities are stable, so scripts may rely on them. */
public enum Rule {
	ID("Every element has an id of letters, digits, \"_\", \"-\" and \".\"."),
	UNIQUE_ID("No two elements share an id."),
	NAME("Whatever people point at has a name."),
	UNIQUE_NAME("Names are unique among the nodes of a network, the networks, the parameters and the experiments."),
	PARAMETER_NAME("A parameter's name can be used in expressions: letters, digits and \"_\", a letter first, not the name of a function."),
	NUMBER("Every expression has a value, whole where it counts something, within its range."),
	DANGLING_EDGE("An edge leads from one node of its network to another."),
	CIRCLE("A network flows one way: no node feeds itself, directly or through others."),
	PORT("Edges enter where their target has a port."),
	MISSING_INPUT("A node gets all the inputs it needs."),
	EXTRA_INPUT("A node gets no more inputs than it takes."),
	DUPLICATE_EDGE(Severity.WARNING, "No two edges lead from the same node to the same port of the same node."),
	LABEL_MAP_SOURCE("A label map port is fed by the label map input."),
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
	NETWORK_INPUTS("A generator has one label map input, no image input and at most one style code; a discriminator has one label map, one image and no style code; neither has two edge maps. A style encoder, a segmenter and a feature network have one image input and nothing else. A block has block inputs only, and only a block has them."),
	NETWORK_OUTPUT("A network, and a block, has exactly one output."),
	BLOCK("A block use names the block that stands there."),
	ARGUMENT("A use gives a block's parameters their values: each at most once, and those that have none of their own."),
	REPEAT("What repeats has a data input, which the repetition before feeds."),
	RECURSION("No block contains itself, and no generator is a stage of itself."),
	TOO_MANY_NODES("A network has at most " + Instances.MOST_NODES + " nodes with everything inside its blocks and stages, at most " + Instances.DEEPEST + " levels deep."),
	STAGE("A stage names the generator that stands there, and a node of it where it does not go to the end."),
	DEAD_END(Severity.WARNING, "What a node computes is used."),
	USELESS_BIAS(Severity.WARNING, "A convolution that is followed by a normalisation per channel has no bias: the normalisation takes it away."),
	INERT_AFFINE(Severity.WARNING, "Only a normalisation that normalises has an affine part."),
	SINGLE_CHANNEL_SOFTMAX(Severity.WARNING, "Softmax has more than one channel to choose from: of a single one only 1 is left."),
	SINGLE_PIXEL_NORM(Severity.WARNING, "Instance normalisation has more than one pixel to work on: of a single one only zero is left."),
	OUTPUT_RANGE(Severity.WARNING, "A generator ends in tanh, as images are in [-1, 1]."),
	TAPS("Feature matching has taps to compare in the discriminator."),
	STRAY_TAP(Severity.WARNING, "Taps are in discriminators only: nothing compares what a generator computes."),
	EXPERIMENT("An experiment names its generator, discriminator, objective, data set and plan."),
	NO_EXPERIMENT(Severity.WARNING, "A study has an experiment that can be run."),
	UNUSED_NETWORK(Severity.WARNING, "A network is used by an experiment."),
	UNUSED_PARAMETER(Severity.INFO, "A parameter is used by an expression."),
	OVERRIDE("An override names a parameter of the study, once in an experiment."),
	ADVERSARIAL("An objective has an adversarial loss."),
	LOAD_SIZE("Images are loaded at least as large as they are cropped."),
	BUILT_IN_LABELS("The built-in landscapes have their own labels."),
	DATA_FOLDER("The folder of a data set exists."),
	DATA_LAYOUT("The folder of a data set holds training label maps and images, and instance maps where edges are used."),
	NO_END("Training ends: there are epochs or steps.");

	private final Severity severity;
	private final String demand;

	Rule(String demand) {
		this(Severity.ERROR, demand);
	}

	Rule(Severity severity, String demand) {
		this.severity = severity;
		this.demand = demand;
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
