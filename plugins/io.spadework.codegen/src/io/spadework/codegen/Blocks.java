package io.spadework.codegen;

import io.spadework.codegen.JavaExpression.Variable;
import io.spadework.model.Shapes;
import io.spadework.model.study.Block;
import io.spadework.model.study.BlockInput;
import io.spadework.model.study.BlockParameter;
import io.spadework.model.study.BlockUse;
import io.spadework.model.study.Node;
import io.spadework.model.study.Output;
import io.spadework.model.study.Port;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The methods that build the blocks of one network. Each use is written down by itself; uses that come out alike share a method, as nearly all of a block do.
 */
final class Blocks {

	/** What methods of blocks call their own variables. */
	private static final List<String> RESERVED = List.of("graph", "name", "taps", "images", "i");

	private final NetworkSource source;
	private final Map<Shapes, Method> methods = new IdentityHashMap<>();
	/** By everything but their names. */
	private final Map<String, Method> alike = new HashMap<>();
	/** Lines of the methods, in the order in which the network first calls them. */
	private final List<List<String>> texts = new ArrayList<>();

	/**
	 * A method that builds a block, and what it takes besides graph, name and vertices.
	 *
	 * @param channels   inputs whose number of channels it is told
	 * @param parameters parameters of the block
	 * @param images     whether it needs a vertex to know the number of images by
	 * @param taps       whether it adds to the taps
	 */
	record Method(String name, List<BlockInput> channels, List<BlockParameter> parameters, boolean images, boolean taps) {
	}

	Blocks(NetworkSource source) {
		this.source = source;
	}

	/** Whether data enter here that a repetition takes from the one before, if it is the first such input. */
	static boolean isData(BlockInput input) {
		return input.getPort() == Port.DATA;
	}

	/** The inputs of a block, in the order of its nodes, and the node outside that feeds each. */
	static Map<BlockInput, Node> entering(BlockUse use, NetworkSource source) {
		Map<BlockInput, Node> entering = new LinkedHashMap<>();
		Map<Port, Integer> next = new EnumMap<>(Port.class);
		for (Node node : use.getBlock().getNodes()) {
			if (node instanceof BlockInput input) {
				entering.put(input, source.inputs(use, input.getPort()).get(next.merge(input.getPort(), 1, Integer::sum) - 1));
			}
		}
		return entering;
	}

	/** The method that builds a block in one of its uses. */
	Method method(Shapes inside) throws GenerationException {
		Method known = methods.get(inside);
		if (known == null) {
			known = write(inside);
			methods.put(inside, known);
		}
		return known;
	}

	/** Writes the methods that the network calls. */
	void include(SourceFile file) {
		for (List<String> lines : texts) {
			lines.forEach(line -> {
				if (line.isEmpty()) {
					file.gap();
				} else {
					file.line(line);
				}
			});
		}
	}

	private Method write(Shapes inside) throws GenerationException {
		Block block = (Block) inside.graph();
		// its place among the methods, before those of the blocks inside
		List<String> text = new ArrayList<>();
		texts.add(text);
		Set<String> reserved = new HashSet<>(CodeGenerator.TAKEN);
		reserved.addAll(RESERVED);
		reserved.addAll(source.fields.names());
		JavaNames locals = new JavaNames(reserved);
		BlockNumbers numbers = new BlockNumbers(source, inside);
		List<BlockInput> inputs = block.getNodes().stream().filter(BlockInput.class::isInstance).map(BlockInput.class::cast).toList();
		Map<BlockInput, String> vertices = new LinkedHashMap<>();
		Map<BlockInput, Variable> channels = new LinkedHashMap<>();
		inputs.forEach(input -> vertices.put(input, locals.camelCase(input.getName(), "x", "Vertex")));
		for (BlockParameter parameter : block.getParameters()) {
			numbers.define(parameter, locals.field(parameter.getName(), "number"));
		}
		for (BlockInput input : inputs) {
			boolean named = input.getChannels() != null && !input.getChannels().isBlank();
			String name = locals.field(named ? input.getChannels() : vertices.get(input) + "Channels", "channels");
			Variable variable = new Variable(name, inside.of(input).channels(), true, source.usages.isDivided(block));
			channels.put(input, variable);
			if (named) {
				numbers.define(input.getChannels(), variable);
			}
		}
		List<Node> order = source.needed(block);
		boolean images = inputs.isEmpty() && order.stream().anyMatch(source::needsImages);
		boolean taps = source.keepsTaps() && order.stream().anyMatch(source::hasTaps);
		Body body = new Body(source, new Channels.Place(inside, numbers.variables(), channels), numbers, Naming.INSIDE, locals);
		if (images) {
			body.images("images");
		}
		inputs.forEach(input -> body.entering(input, vertices.get(input)));
		List<List<String>> parts = body.parts(order);
		Output output = (Output) order.stream().filter(Output.class::isInstance).findFirst().orElseThrow();
		String answer = body.reference(output);

		List<BlockInput> counted = inputs.stream().filter(input -> numbers.isRead(channels.get(input))).toList();
		List<BlockParameter> chosen = block.getParameters().stream().filter(parameter -> source.usages.isChosen(parameter) && numbers.isRead(numbers.of(parameter))).toList();
		List<String> parameters = new ArrayList<>(List.of(source.graphBuilder() + " graph", "String name"));
		vertices.values().forEach(vertex -> parameters.add("String " + vertex));
		counted.forEach(input -> parameters.add("int " + channels.get(input).name()));
		chosen.forEach(parameter -> parameters.add((source.usages.isWhole(parameter) ? "int " : "double ") + numbers.of(parameter).name()));
		if (images) {
			parameters.add("String images");
		}
		if (taps) {
			parameters.add(source.body.use("java.util.List") + "<String> taps");
		}
		String key = source.project.study.getBlocks().indexOf(block) + parameters.toString() + numbers.locals() + parts + answer;
		Method same = alike.get(key);
		if (same != null) {
			texts.removeIf(each -> each == text);
			return same;
		}
		Method method = new Method(source.methods.camelCase(block.getName(), "block", "Block"), counted, chosen, images, taps);
		alike.put(key, method);
		compose(text, block, method.name(), parameters, numbers, parts, answer);
		return method;
	}

	private void compose(List<String> text, Block block, String name, List<String> parameters, BlockNumbers numbers, List<List<String>> parts, String answer) {
		String description = block.getDescription() == null || block.getDescription().isBlank() ? "" : ": " + JavaText.comment(block.getDescription().strip());
		text.add("");
		text.add("/**");
		text.add(" * Block " + JavaText.comment(Elements.nameAndId(block)) + description + (description.endsWith(".") ? "" : "."));
		text.add(" * Returns the name of the vertex with its output.");
		text.add(" */");
		text.add("private String " + name + "(" + String.join(", ", parameters) + ") {");
		numbers.locals().forEach(local -> text.add("\t" + local));
		if (parts.size() == 1) {
			parts.get(0).forEach(line -> text.add(indented(line)));
			text.add("\treturn " + answer + ";");
			text.add("}");
			return;
		}
		List<String> all = new ArrayList<>(parameters);
		numbers.declared().forEach(variable -> all.add((variable.isInteger() ? "int " : "double ") + variable.name()));
		String arguments = String.join(", ", all.stream().map(parameter -> parameter.substring(parameter.lastIndexOf(' ') + 1)).toList());
		List<String> names = new ArrayList<>();
		for (int i = 1; i <= parts.size(); i++) {
			names.add(source.methods.camelCase(name + " part " + i, "part", "Part"));
			text.add("\t" + names.getLast() + "(" + arguments + ");");
		}
		text.add("\treturn " + answer + ";");
		text.add("}");
		for (int i = 0; i < parts.size(); i++) {
			text.addAll(List.of("", "/** Part " + (i + 1) + ": a Java method cannot hold the whole block. */",
					"private void " + names.get(i) + "(" + String.join(", ", all) + ") {"));
			parts.get(i).forEach(line -> text.add(indented(line)));
			text.add("}");
		}
	}

	private static String indented(String lines) {
		return "\t" + lines.replace("\n", "\n\t");
	}
}
