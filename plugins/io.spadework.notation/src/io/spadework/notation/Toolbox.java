package io.spadework.notation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.eclipse.emf.ecore.EClass;

import io.spadework.model.edit.changes.Create;
import io.spadework.model.study.Activation;
import io.spadework.model.study.ActivationFunction;
import io.spadework.model.study.Convolution;
import io.spadework.model.study.Generator;
import io.spadework.model.study.Graph;
import io.spadework.model.study.Node;
import io.spadework.model.study.NormKind;
import io.spadework.model.study.Normalisation;
import io.spadework.model.study.PoolingKind;
import io.spadework.model.study.Pooling;
import io.spadework.model.study.Port;
import io.spadework.model.study.BlockInput;
import io.spadework.model.study.Stage;
import io.spadework.model.study.Study;
import io.spadework.model.study.StudyPackage.Literals;

/** What can be put into a graph, grouped as the field thinks. */
public final class Toolbox {

	/** Tools that belong together. */
	public record Group(String title, List<Tool> tools) {
	}

	/**
	 * Makes one kind of node.
	 *
	 * @param label what it makes, for people
	 * @param hint  what that is for, in a sentence
	 * @param icon  file name, without ending, of its icon in this bundle's folder icons
	 * @param make  a new node, not yet anywhere
	 */
	public record Tool(String label, String hint, String icon, Supplier<Node> make) {
	}

	private Toolbox() {
	}

	/** The tools for a graph, without what it can't hold. */
	public static List<Group> of(Graph graph) {
		List<Group> groups = new ArrayList<>();
		add(groups, graph, "Inputs and output",
				tool("Label map", "One-hot labels: one channel for each label.", Literals.LABEL_MAP_INPUT),
				tool("Edge map", "1 where a neighbouring pixel belongs to another instance.", Literals.EDGE_MAP_INPUT),
				tool("Image", "A photo, or what the generator made.", Literals.IMAGE_INPUT),
				tool("Style code", "Numbers drawn at random, or encoded from an image.", Literals.STYLE_CODE_INPUT),
				tool("Noise", "Drawn anew for every image.", Literals.NOISE_SOURCE),
				tool("Block input", "What enters a use of this block.", Literals.BLOCK_INPUT),
				Toolbox.<BlockInput>tool("Block input for the label map", "The label map where a use of this block stands.", Literals.BLOCK_INPUT, "label map",
						input -> input.setPort(Port.LABEL_MAP)),
				tool("Output", "What leaves the network or block.", Literals.OUTPUT));
		add(groups, graph, "Convolutions",
				tool("Convolution", "3 x 3, keeps height and width.", Literals.CONVOLUTION),
				Toolbox.<Convolution>tool("Halving convolution", "4 x 4 with stride 2, as in PatchGAN discriminators.", Literals.CONVOLUTION, "down", convolution -> {
					convolution.setKernel("4");
					convolution.setStride("2");
				}),
				Toolbox.<Convolution>tool("1 x 1 convolution", "Mixes channels pixel by pixel.", Literals.CONVOLUTION, "mix", convolution -> {
					convolution.setKernel("1");
					convolution.setPadding("0");
				}),
				tool("Transposed convolution", "A learned enlargement.", Literals.TRANSPOSED_CONVOLUTION),
				tool("Linear", "A full map of all values.", Literals.LINEAR));
		add(groups, graph, "Normalisation",
				tool("SPADE", "Normalises, and modulates by the label map at every pixel.", Literals.SPADE),
				norm("Instance norm", "Per channel and sample.", NormKind.INSTANCE),
				norm("Batch norm", "Per channel over the batch.", NormKind.BATCH),
				norm("Layer norm", "Per sample.", NormKind.LAYER),
				tool("Conditional batch norm", "Batch norm with scale and shift for each class.", Literals.CONDITIONAL_BATCH_NORM),
				tool("AdaIN", "Instance norm with scale and shift from the style code.", Literals.ADAPTIVE_INSTANCE_NORM));
		add(groups, graph, "Activation",
				activation("Leaky ReLU", ActivationFunction.LEAKY_RELU), activation("ReLU", ActivationFunction.RELU), activation("Tanh", ActivationFunction.TANH),
				activation("Sigmoid", ActivationFunction.SIGMOID), activation("ELU", ActivationFunction.ELU), activation("Softmax", ActivationFunction.SOFTMAX),
				tool("Dropout", "Sets values to 0 at random while training.", Literals.DROPOUT));
		add(groups, graph, "Resampling",
				tool("Upsampling", "Height and width times a factor.", Literals.UPSAMPLE),
				tool("Downsampling", "Height and width divided by a factor.", Literals.DOWNSAMPLE),
				tool("Resize", "To a height and width.", Literals.RESIZE),
				tool("Resize to here", "To the height and width of another input.", Literals.RESIZE_TO_HERE),
				Toolbox.<Pooling>tool("Max pooling", "The largest of each window.", Literals.POOLING, "pool", pooling -> pooling.setKind(PoolingKind.MAX)),
				Toolbox.<Pooling>tool("Average pooling", "The average of each window.", Literals.POOLING, "pool", pooling -> pooling.setKind(PoolingKind.AVERAGE)),
				tool("Adaptive pooling", "Pools to a height and width.", Literals.ADAPTIVE_POOLING));
		add(groups, graph, "Joins and shapes",
				tool("Concatenation", "Stacks its inputs along the channels.", Literals.CONCATENATION),
				tool("Sum", "Adds its inputs value by value, as a skip connection does.", Literals.SUM),
				tool("Product", "Multiplies its inputs value by value.", Literals.PRODUCT),
				tool("Padding", "A border around the image.", Literals.PADDING),
				tool("Crop", "Takes a border away.", Literals.CROP),
				tool("Reshape", "The same values in another shape.", Literals.RESHAPE));
		add(groups, graph, "Blocks and stages", used(graph));
		return List.copyOf(groups);
	}

	private static Tool[] used(Graph graph) {
		List<Tool> tools = new ArrayList<>();
		if (graph.eContainer() instanceof Study study) {
			study.getBlocks().forEach(block -> tools.add(new Tool(block.getName(), "A use of this block.", Icons.of(Literals.BLOCK_USE), () -> Create.use(block))));
			study.getNetworks().forEach(network -> {
				if (network instanceof Generator generator && generator != graph && graph instanceof Generator && !Place.within(generator).contains(graph))
					tools.add(new Tool("Stage: " + generator.getName(), "This coarser generator at work in the finer one.", Icons.of(Literals.STAGE), () -> {
						Stage stage = (Stage) Create.node(Literals.STAGE);
						stage.setNetwork(generator);
						stage.setName(generator.getName());
						return stage;
					}));
			});
		}
		return tools.toArray(Tool[]::new);
	}

	private static void add(List<Group> groups, Graph graph, String title, Tool... tools) {
		List<Tool> possible = List.of(tools).stream().filter(tool -> Create.in(graph, tool.make().get()).refusal() == null).toList();
		if (!possible.isEmpty())
			groups.add(new Group(title, possible));
	}

	private static Tool tool(String label, String hint, EClass kind) {
		return new Tool(label, hint, Icons.of(kind), () -> Create.node(kind));
	}

	@SuppressWarnings("unchecked")
	private static <N extends Node> Tool tool(String label, String hint, EClass kind, String name, Consumer<N> settings) {
		return new Tool(label, hint, Icons.of(kind), () -> {
			Node node = Create.node(kind);
			node.setName(name);
			settings.accept((N) node);
			return node;
		});
	}

	private static Tool norm(String label, String hint, NormKind kind) {
		return Toolbox.<Normalisation>tool(label, hint, Literals.NORMALISATION, "norm", norm -> norm.setKind(kind));
	}

	private static Tool activation(String label, ActivationFunction function) {
		return Toolbox.<Activation>tool(label, "Elementwise.", Literals.ACTIVATION, function.getLiteral().replace('_', ' '), activation -> activation.setFunction(function));
	}
}
