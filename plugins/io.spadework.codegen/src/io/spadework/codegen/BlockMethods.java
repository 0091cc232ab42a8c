package io.spadework.codegen;

import io.spadework.model.Shape;
import io.spadework.model.study.Node;
import io.spadework.model.study.Seed;
import io.spadework.model.study.Spade;
import io.spadework.model.study.SpadeBlock;
import io.spadework.model.study.WeightedNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The methods that build a network's seeds, SPADE blocks and SPADEs. A setting that all of them share stands in the method;
 * one in which they differ is a parameter of it.
 */
final class BlockMethods {

	/** Settings are called as the parameter of the method that stands for them where they differ. */
	private static final String NORM = "innerNorm";
	private static final String SPECTRAL_NORM = "spectralNorm";
	private static final String HIDDEN = "hiddenFilters";
	private static final String KERNEL = "maskKernel";
	private static final Map<String, String> TYPES = Map.of(NORM, "Norm", SPECTRAL_NORM, "boolean", HIDDEN, "int", KERNEL, "int");

	private final NetworkSource source;
	private final Family seeds = new Family();
	private final Family blocks = new Family();
	private final Family spades = new Family();
	/** Blocks and SPADEs: what calls the method of the modulation. */
	private final Family modulated = new Family();

	/** The nodes of one kind, with their settings as Java text. */
	private static final class Family {
		final List<Node> nodes = new ArrayList<>();
		final Map<Node, Map<String, String>> settings = new LinkedHashMap<>();

		void add(Node node, Map<String, String> nodeSettings) {
			nodes.add(node);
			settings.put(node, nodeSettings);
		}

		/** Java text for a setting inside the method: the shared value, or the parameter's name. */
		String inside(String setting) {
			Set<String> values = values(setting);
			return values.size() == 1 ? values.iterator().next() : setting;
		}

		List<String> differing() {
			return nodes.isEmpty() ? List.of() : settings.get(nodes.get(0)).keySet().stream().filter(setting -> values(setting).size() > 1).toList();
		}

		private Set<String> values(String setting) {
			Set<String> values = new LinkedHashSet<>();
			settings.values().forEach(s -> values.add(s.get(setting)));
			return values;
		}
	}

	BlockMethods(NetworkSource source, List<Node> nodes) throws GenerationException {
		this.source = source;
		for (Node node : nodes) {
			Map<String, String> settings = new LinkedHashMap<>();
			if (node instanceof Seed seed) {
				settings.put(SPECTRAL_NORM, Boolean.toString(seed.isSpectralNorm()));
				seeds.add(seed, settings);
			} else if (node instanceof SpadeBlock block) {
				settings.put(HIDDEN, source.fields.integer(block.getHidden(), block, "hidden"));
				settings.put(KERNEL, source.fields.integer(block.getKernel(), block, "kernel"));
				settings.put(NORM, source.norm(block.getInnerNorm()));
				modulated.add(block, new LinkedHashMap<>(settings));
				settings.put(SPECTRAL_NORM, Boolean.toString(block.isSpectralNorm()));
				blocks.add(block, settings);
			} else if (node instanceof Spade spade) {
				settings.put(HIDDEN, source.fields.integer(spade.getHidden(), spade, "hidden"));
				settings.put(KERNEL, source.fields.integer(spade.getKernel(), spade, "kernel"));
				settings.put(NORM, source.norm(spade.getInnerNorm()));
				modulated.add(spade, settings);
				spades.add(spade, settings);
			}
		}
	}

	/** The statement that builds a seed. */
	String seedCall(Seed seed) throws GenerationException {
		List<String> arguments = new ArrayList<>(List.of("graph", source.nameOf(seed), source.reference(source.labelMap(seed))));
		arguments.add(filters(seed));
		seeds.differing().forEach(setting -> arguments.add(seeds.settings.get(seed).get(setting)));
		arguments.add(source.fields.integer(seed.getHeight(), seed, "height"));
		arguments.add(source.fields.integer(seed.getWidth(), seed, "width"));
		return "seed(" + String.join(", ", arguments) + ");";
	}

	/** The statement that builds a SPADE residual block. */
	String spadeCall(SpadeBlock block) throws GenerationException {
		Node input = source.input(block);
		List<String> arguments = new ArrayList<>(List.of("graph", source.nameOf(block), source.reference(input), source.reference(source.labelMap(block))));
		arguments.add(source.channels(input));
		arguments.add(filters(block));
		blocks.differing().forEach(setting -> arguments.add(blocks.settings.get(block).get(setting)));
		arguments.add(source.perScale(block, Shape::height));
		arguments.add(source.perScale(block, Shape::width));
		return "spadeBlock(" + String.join(", ", arguments) + ");";
	}

	/** The statements that resize the label map and modulate with it. */
	List<String> modulationCalls(Spade spade) throws GenerationException {
		Node input = source.input(spade);
		String name = source.nameOf(spade);
		String map = source.nameOf(spade, "map");
		List<String> arguments = new ArrayList<>(List.of("graph", name, source.reference(input), map, source.channels(input)));
		modulated.differing().forEach(setting -> arguments.add(spades.settings.get(spade).get(setting)));
		return List.of("graph.addVertex(" + map + ", new " + source.engine("ResizeNearest") + "(" + source.perScale(spade, Shape::height) + ", "
				+ source.perScale(spade, Shape::width) + "), " + source.reference(source.labelMap(spade)) + ");", "spade(" + String.join(", ", arguments) + ");");
	}

	/** Writes the methods that this network calls. */
	void write() {
		if (!seeds.nodes.isEmpty()) {
			writeSeed();
		}
		if (!blocks.nodes.isEmpty()) {
			writeSpadeBlock();
		}
		if (!modulated.nodes.isEmpty()) {
			writeSpade();
		}
	}

	private void writeSeed() {
		SourceFile file = source.body;
		file.gap();
		comment("Seed: the label map resized to height x width, then a 3 x 3 convolution.", seeds);
		file.open("private void seed(" + source.graphBuilder() + " graph, String name, String labelMap, int filters, " + parameters(seeds.differing()) + "int height, int width)");
		file.line("graph.addVertex(name + \"/map\", new " + source.engine("ResizeNearest") + "(height, width), labelMap);");
		file.line("graph.addLayer(name, new " + source.engine("Convolution") + ".Builder().filters(filters).kernel(3).padding(1)" + flag(seeds, SPECTRAL_NORM)
				+ ".inputGradient(false).build(), name + \"/map\");");
		file.close();
	}

	private void writeSpadeBlock() {
		SourceFile file = source.body;
		String convolution = "new " + source.engine("Convolution") + ".Builder()";
		String activate = source.engine("Activate");
		String spectral = flag(blocks, SPECTRAL_NORM);
		String spadeArguments = String.join("", modulated.differing().stream().map(p -> ", " + blocks.inside(p)).toList());
		file.gap();
		comment("SPADE residual block from in to out channels at height x width; the skip is learned where the channels change.", blocks);
		file.open("private void spadeBlock(" + source.graphBuilder() + " graph, String name, String x, String labelMap, int in, int out, " + parameters(blocks.differing())
				+ "int height, int width)");
		file.line("int middle = Math.min(in, out);");
		file.line("String map = name + \"/map\";");
		file.line("String skip = x;");
		file.line("graph.addVertex(map, new " + source.engine("ResizeNearest") + "(height, width), labelMap);");
		file.open("if (in != out)");
		file.line("skip = name + \"/skip\";");
		file.line("spade(graph, skip + \"/norm\", x, map, in" + spadeArguments + ");");
		file.line("graph.addLayer(skip, " + convolution + ".filters(out).kernel(1).bias(false)" + spectral + ".build(), skip + \"/norm\");");
		file.close();
		file.line("spade(graph, name + \"/norm0\", x, map, in" + spadeArguments + ");");
		file.line("graph.addVertex(name + \"/relu0\", " + activate + ".leakyRelu(0.2), name + \"/norm0\");");
		file.line("graph.addLayer(name + \"/conv0\", " + convolution + ".filters(middle).kernel(3).padding(1)" + spectral + ".build(), name + \"/relu0\");");
		file.line("spade(graph, name + \"/norm1\", name + \"/conv0\", map, middle" + spadeArguments + ");");
		file.line("graph.addVertex(name + \"/relu1\", " + activate + ".leakyRelu(0.2), name + \"/norm1\");");
		file.line("graph.addLayer(name + \"/conv1\", " + convolution + ".filters(out).kernel(3).padding(1)" + spectral + ".build(), name + \"/relu1\");");
		file.line("graph.addVertex(name, new " + source.engine("Sum") + "(), skip, name + \"/conv1\");");
		file.close();
	}

	private void writeSpade() {
		SourceFile file = source.body;
		String convolution = "new " + source.engine("Convolution") + ".Builder()";
		String kernel = modulated.inside(KERNEL);
		String padding = kernel.matches("\\d{1,4}") ? Integer.toString(Integer.parseInt(kernel) / 2) : kernel.matches("\\w+") ? kernel + " / 2" : "(" + kernel + ") / 2";
		String sized = ".kernel(" + kernel + ").padding(" + padding + ")";
		file.gap();
		String sentence = "SPADE: x normalised, times 1 + gamma, plus beta; gamma and beta have the given channels and come from the resized label map.";
		if (spades.nodes.isEmpty()) {
			file.line("/** " + sentence + " */");
		} else {
			comment(sentence, spades);
		}
		file.open("private void spade(" + source.graphBuilder() + " graph, String name, String x, String map, int channels"
				+ String.join("", modulated.differing().stream().map(p -> ", " + TYPES.get(p) + " " + p).toList()) + ")");
		file.line("graph.addLayer(name + \"/shared\", " + convolution + ".filters(" + modulated.inside(HIDDEN) + ")" + sized + ".inputGradient(false).build(), map);");
		file.line("graph.addVertex(name + \"/relu\", " + source.engine("Activate") + ".relu(), name + \"/shared\");");
		file.line("graph.addLayer(name + \"/gamma\", " + convolution + ".filters(channels)" + sized + ".build(), name + \"/relu\");");
		file.line("graph.addLayer(name + \"/beta\", " + convolution + ".filters(channels)" + sized + ".build(), name + \"/relu\");");
		Set<String> norms = modulated.values(NORM);
		boolean some = norms.contains("null") && norms.size() > 1;
		if (some) {
			file.open("if (" + NORM + " == null)");
		}
		if (norms.contains("null")) {
			file.line("graph.addVertex(name + \"/scaled\", new " + source.engine("Product") + "(), x, name + \"/gamma\");");
			file.line("graph.addVertex(name, new " + source.engine("Sum") + "(), x, name + \"/scaled\", name + \"/beta\"); // no inner norm");
		}
		if (some) {
			file.close().open("else");
		}
		if (!norms.equals(Set.of("null"))) {
			file.line("graph.addVertex(name, new " + source.engine("Modulate") + "(" + modulated.inside(NORM) + ", 1e-5), x, name + \"/gamma\", name + \"/beta\");");
		}
		if (some) {
			file.close();
		}
		file.close();
	}

	private String filters(WeightedNode node) throws GenerationException {
		return source.fields.integer(node.getFilters(), node, "filters");
	}

	private void comment(String sentence, Family family) {
		List<String> nodes = family.nodes.stream().map(node -> {
			String name = source.name(node);
			return JavaText.comment(name.equals(node.getId()) ? name : name + " (id " + JavaText.clip(String.valueOf(node.getId())) + ")");
		}).toList();
		source.body.line("/**");
		source.body.line(" * " + sentence);
		StringBuilder line = new StringBuilder(" * Builds ");
		for (int i = 0; i < nodes.size(); i++) {
			line.append(nodes.get(i)).append(i + 1 < nodes.size() ? ", " : ".");
			if (line.length() > 120 && i + 1 < nodes.size()) {
				source.body.line(line.toString().stripTrailing());
				line = new StringBuilder(" * ");
			}
		}
		source.body.line(line.toString());
		source.body.line(" */");
	}

	private static String parameters(List<String> settings) {
		return String.join("", settings.stream().map(setting -> TYPES.get(setting) + " " + setting + ", ").toList());
	}

	/** A switch of a convolution, left out where it is off in all nodes. */
	private static String flag(Family family, String setting) {
		String value = family.inside(setting);
		return value.equals("false") ? "" : "." + setting + "(" + value + ")";
	}
}
