package io.spadework.model;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.spadework.model.study.Block;
import io.spadework.model.study.BlockParameter;
import io.spadework.model.study.Dataset;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.Parameter;
import io.spadework.model.study.ParameterOverride;
import io.spadework.model.study.Study;

/**
 * The parameter values of a study or of one experiment, and the value of every expression over them.
 *
 * <p>Expressions know + - * / ( ), unary minus, min, max, round (half away from zero), floor, ceil and log2. Parameters may refer to one another. A scope
 * sees the study as it was when the scope was made.
 */
public final class Scope {

	/** Name of the data set's number of labels, in every expression. */
	public static final String LABELS = "labels";
	/** Name of the channels of the semantic input: labels, don't-care and edges. */
	public static final String LABEL_CHANNELS = "label_channels";

	private static final double WHOLE = 1e-9;
	private static final int DEEPEST = 100;

	/** What each parameter says, in the order of the study. */
	private final Map<String, String> definitions;
	/** Values found so far, by expression text: the nodes of a network mostly repeat a few expressions. */
	private final Map<String, Double> known = new HashMap<>();
	/** The parameters being computed, innermost last, to notice a circle. */
	private final Deque<String> pending = new ArrayDeque<>();

	private Scope(Map<String, String> definitions) {
		this.definitions = definitions;
	}

	/** The parameters as the study gives them, with the {@link #LABELS} of its first data set. */
	public static Scope of(Study study) {
		Map<String, String> definitions = definitions(study);
		if (!study.getDatasets().isEmpty()) {
			defineLabels(definitions, study.getDatasets().get(0));
		}
		return new Scope(definitions);
	}

	/** The parameters with the overrides of the experiment applied, and the {@link #LABELS} of its data set. */
	public static Scope of(Experiment experiment) {
		Map<String, String> definitions = experiment.eContainer() instanceof Study study ? definitions(study) : new LinkedHashMap<>();
		for (ParameterOverride override : experiment.getOverrides()) {
			if (override.getParameter() != null && override.getParameter().getName() != null) {
				definitions.put(override.getParameter().getName(), override.getValue());
			}
		}
		if (experiment.getDataset() != null) {
			defineLabels(definitions, experiment.getDataset());
		}
		return new Scope(definitions);
	}

	/** A parameter of the study that is called so wins. */
	private static void defineLabels(Map<String, String> definitions, Dataset dataset) {
		int others = (dataset.isDontCare() ? 1 : 0) + (dataset.isEdges() ? 1 : 0);
		if (dataset.getLabels() != null) {
			definitions.putIfAbsent(LABELS, dataset.getLabels());
			definitions.putIfAbsent(LABEL_CHANNELS, "(" + dataset.getLabels() + ") + " + others);
		}
	}

	private static Map<String, String> definitions(Study study) {
		Map<String, String> definitions = new LinkedHashMap<>();
		for (Parameter parameter : study.getParameters()) {
			if (parameter.getName() != null) {
				definitions.putIfAbsent(parameter.getName(), parameter.getValue());
			}
		}
		return definitions;
	}

	/** The scope inside one use of a block: the study's parameters, and over them the block's own, as the use's arguments or the block itself give them, and the channels that enter. */
	Scope inside(Block block, Map<String, Double> arguments, Map<String, Double> channels) {
		Map<String, String> changed = new LinkedHashMap<>(definitions);
		for (BlockParameter parameter : block.getParameters()) {
			changed.put(parameter.getName(), parameter.getValue());
		}
		arguments.forEach((name, value) -> changed.put(name, literal(value)));
		channels.forEach((name, value) -> changed.put(name, literal(value)));
		return new Scope(changed);
	}

	private static String literal(double value) {
		return BigDecimal.valueOf(value).toPlainString();
	}

	/** The names that an expression uses, in the order of their first use. */
	public static Set<String> names(String expression) throws ExpressionException {
		return Formula.parse(expression).names();
	}

	/** The same scope, but with another value of one parameter, or with one parameter more. */
	public Scope with(String name, double value) {
		Map<String, String> changed = new LinkedHashMap<>(definitions);
		changed.put(name, literal(value));
		return new Scope(changed);
	}

	/** Whether a name stands for a number here, or for a parameter that is at fault. */
	public boolean knows(String name) {
		return definitions.containsKey(name);
	}

	/** The value of an expression, a finite number; throws where it has none. */
	public synchronized double value(String expression) throws ExpressionException {
		Double cached = known.get(expression);
		if (cached != null) {
			return cached;
		}
		Formula formula = Formula.parse(expression);
		Map<String, BigDecimal> values = new HashMap<>();
		for (String name : formula.names()) {
			values.put(name, BigDecimal.valueOf(parameter(name, expression)));
		}
		double value = formula.evaluate(values);
		known.put(expression, value);
		return value;
	}

	/** The value of an expression that must be a whole number of 32 bits; throws where it is not. */
	public int integer(String expression) throws ExpressionException {
		double value = value(expression);
		double whole = Math.rint(value);
		if (Math.abs(value - whole) > WHOLE * Math.max(1, Math.abs(whole))) {
			throw new ExpressionException("\"" + expression + "\" is " + text(value) + ", but a whole number is needed; round, floor or ceil make one");
		}
		if (Math.abs(whole) > Integer.MAX_VALUE) {
			throw new ExpressionException("\"" + expression + "\" is " + text(value) + ", which is too large");
		}
		return (int) whole;
	}

	/** The values of all parameters that have one, in the order of the study. */
	public Map<String, Double> values() {
		Map<String, Double> values = new LinkedHashMap<>();
		for (String name : definitions.keySet()) {
			try {
				values.put(name, value(name));
			} catch (ExpressionException e) {
				continue; // a parameter without a value is left out; asking for it says why
			}
		}
		return Collections.unmodifiableMap(values);
	}

	/** A number as people write it: without a fraction where it has none. */
	public static String text(double value) {
		return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value) : Double.toString(value);
	}

	private double parameter(String name, String user) throws ExpressionException {
		String definition = definitions.get(name);
		if (!definitions.containsKey(name)) {
			String names = definitions.isEmpty() ? "the study has none" : "there are " + String.join(", ", definitions.keySet());
			throw new ExpressionException("\"" + user + "\": no parameter is called " + name + "; " + names);
		}
		if (pending.contains(name)) {
			String circle = pending.stream().dropWhile(each -> !each.equals(name)).collect(Collectors.joining(" -> "));
			throw new ExpressionException("parameters refer to one another in a circle: " + circle + " -> " + name, name);
		}
		if (pending.size() >= DEEPEST) {
			throw new ExpressionException("parameter " + name + " is reached through more than " + DEEPEST + " other parameters", name);
		}
		pending.addLast(name);
		try {
			return value(definition);
		} catch (ExpressionException e) {
			throw e.parameter() != null ? e : new ExpressionException("parameter " + name + ": " + e.getMessage(), name);
		} finally {
			pending.removeLast();
		}
	}
}
