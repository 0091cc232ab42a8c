package io.spadework.codegen;

import io.spadework.model.ExpressionException;
import io.spadework.model.Shapes;
import io.spadework.model.study.Block;
import io.spadework.model.study.BlockInput;
import io.spadework.model.study.Node;
import io.spadework.model.study.NormKind;
import io.spadework.model.study.Port;
import io.spadework.model.study.Spade;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The method that builds the SPADEs of one network. A setting that all of them share stands in the method; one in which they differ is a parameter of it. */
final class SpadeMethod {

	private static final String HIDDEN = "hiddenFilters";
	private static final String KERNEL = "maskKernel";
	private static final String NORM = "innerNorm";
	/** Stands for what only a block knows. */
	private static final String OPEN = "";

	private final NetworkSource source;
	private final Set<String> hidden = new LinkedHashSet<>();
	private final Set<String> kernels = new LinkedHashSet<>();
	private final Set<NormKind> norms = EnumSet.noneOf(NormKind.class);
	/** By their text. */
	private final Map<String, JavaExpression> formulas = new HashMap<>();
	private boolean called;

	SpadeMethod(NetworkSource source) {
		this.source = source;
		for (Shapes graph : source.usages.graphs()) {
			for (Node node : graph.order()) {
				if (node instanceof Spade spade) {
					hidden.add(shared(spade.getHidden(), graph));
					kernels.add(shared(spade.getKernel(), graph));
					norms.add(spade.getInnerNorm());
				}
			}
		}
	}

	/** The statement that builds a SPADE. */
	String call(Spade spade, Body body) throws GenerationException {
		called = true;
		Node input = body.input(spade);
		List<String> arguments = new ArrayList<>(
				List.of("graph", body.nameOf(spade), body.reference(input), body.reference(body.only(spade, Port.LABEL_MAP)), body.channels(input)));
		if (differ(hidden)) {
			arguments.add(body.numbers.integer(spade.getHidden(), spade, "hidden"));
		}
		if (differ(kernels)) {
			arguments.add(body.numbers.integer(spade.getKernel(), spade, "kernel"));
		}
		if (norms.size() > 1) {
			arguments.add(source.norm(spade.getInnerNorm()));
		}
		return "spade(" + String.join(", ", arguments) + ");";
	}

	/** Writes the method where something calls it. */
	void write() {
		if (!called) {
			return;
		}
		SourceFile file = source.body;
		String convolution = "new " + source.engine("Convolution") + ".Builder()";
		String width = differ(hidden) ? HIDDEN : field(hidden);
		String kernel = differ(kernels) ? KERNEL : field(kernels);
		String padding = kernel.matches("\\d{1,4}") ? Integer.toString(Integer.parseInt(kernel) / 2) : kernel.matches("\\w+") ? kernel + " / 2" : "(" + kernel + ") / 2";
		String sized = ".kernel(" + kernel + ").padding(" + padding + ")";
		file.gap();
		file.line("/** SPADE: x normalised, times 1 + gamma, plus beta; gamma and beta, with the channels of x, come from the label map at the size of x. */");
		file.open("private void spade(" + source.graphBuilder() + " graph, String name, String x, String labelMap, int channels" + (differ(hidden) ? ", int " + HIDDEN : "")
				+ (differ(kernels) ? ", int " + KERNEL : "") + (norms.size() > 1 ? ", " + source.engine("Norm") + " " + NORM : "") + ")");
		file.line("graph.addVertex(name + \"/map\", " + source.engine("ResizeNearest") + ".like(), labelMap, x);");
		file.line("graph.addLayer(name + \"/shared\", " + convolution + ".filters(" + width + ")" + sized + ".build(), name + \"/map\");");
		file.line("graph.addVertex(name + \"/relu\", " + source.engine("Activate") + ".relu(), name + \"/shared\");");
		file.line("graph.addLayer(name + \"/gamma\", " + convolution + ".filters(channels)" + sized + ".build(), name + \"/relu\");");
		file.line("graph.addLayer(name + \"/beta\", " + convolution + ".filters(channels)" + sized + ".build(), name + \"/relu\");");
		writeModulation(file);
		file.close();
	}

	private void writeModulation(SourceFile file) {
		boolean none = norms.contains(NormKind.NONE);
		boolean some = norms.size() > 1;
		if (none && some) {
			file.open("if (" + NORM + " == null)");
		}
		if (none) {
			file.line("graph.addVertex(name + \"/scaled\", new " + source.engine("Product") + "(), x, name + \"/gamma\");");
			file.line("graph.addVertex(name, new " + source.engine("Sum") + "(), x, name + \"/scaled\", name + \"/beta\"); // no inner norm");
		}
		if (none && some) {
			file.close().open("else");
		}
		if (!none || some) {
			String norm = some ? NORM : source.norm(norms.iterator().next());
			file.line("graph.addVertex(name, new " + source.engine("Modulate") + "(" + norm + ", 1e-5), x, name + \"/gamma\", name + \"/beta\");");
		}
		if (none && some) {
			file.close();
		}
	}

	private static boolean differ(Set<String> setting) {
		return setting.size() > 1 || setting.contains(OPEN);
	}

	/** The one expression, with the field that it reads declared. */
	private String field(Set<String> setting) {
		return source.fields.integer(formulas.get(setting.iterator().next()));
	}

	/** A setting as Java text that means the same in the whole class. */
	private String shared(String expression, Shapes graph) {
		Map<String, JavaExpression> names = new HashMap<>(source.fields.variables());
		if (graph.graph() instanceof Block block) {
			block.getParameters().forEach(parameter -> names.remove(parameter.getName()));
			block.getNodes().stream().filter(BlockInput.class::isInstance).forEach(input -> names.remove(((BlockInput) input).getChannels()));
		}
		try {
			JavaExpression formula = Expressions.formula(expression, graph.scope().integer(expression), names);
			if (formula == null || !formula.isInteger()) {
				return OPEN;
			}
			formulas.put(formula.java(0), formula);
			return formula.java(0);
		} catch (ExpressionException e) {
			throw new IllegalStateException("a SPADE was inferred whose setting " + expression + " has no value", e);
		}
	}
}
