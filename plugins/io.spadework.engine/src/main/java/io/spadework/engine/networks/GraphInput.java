package io.spadework.engine.networks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What a graph's input is fed with. */
public enum GraphInput {

	/** The semantic input, N x S x H x W. */
	LABEL_MAP("label map"),
	/** Where instances meet, N x 1 x H x W: 1 on edges, 0 elsewhere. */
	EDGE_MAP("edge map"),
	/** Normally distributed numbers with mean 0 and variance 1, N x z x 1 x 1. */
	STYLE_CODE("style code"),
	/** Images to judge, N x 3 x H x W. */
	IMAGE("image");

	private final String title;

	GraphInput(String title) {
		this.title = title;
	}

	/** What it is called in messages, and what an input of this kind is called unless its graph says otherwise. */
	public String title() {
		return title;
	}

	/**
	 * What each of a graph's inputs is fed with, in the graph's order; throws IllegalArgumentException, naming graph and input, where nothing can be fed to one.
	 *
	 * @param graph  generator or discriminator, for messages
	 * @param inputs names of the graph's inputs
	 * @param names  kinds of input by their names in this graph
	 */
	static List<GraphInput> order(String graph, List<String> inputs, Map<String, GraphInput> names) {
		List<GraphInput> order = new ArrayList<>();
		for (String input : inputs) {
			GraphInput kind = names.get(input);
			if (kind == null) {
				List<String> known = new ArrayList<>();
				names.forEach((name, fed) -> known.add(fed.title.equals(name) ? "\"" + name + "\"" : "\"" + name + "\" (" + fed.title + ")"));
				throw new IllegalArgumentException("Nothing is fed to the " + graph + "'s input \"" + input + "\"; a " + graph + "'s inputs may be "
						+ String.join(", ", known) + ". Rename it, or say what it is.");
			}
			order.add(kind);
		}
		return List.copyOf(order);
	}

	/** Throws IllegalArgumentException unless a graph has an input of this name. */
	void requireAmong(List<String> inputs, String name, String graph) {
		if (!inputs.contains(name)) {
			throw new IllegalArgumentException("The " + graph + "'s " + title + " should enter at \"" + name + "\", but its inputs are "
					+ String.join(", ", inputs.stream().map(input -> "\"" + input + "\"").toList()) + ".");
		}
	}

	/** Throws IllegalArgumentException unless a graph has this input and no other. */
	void requireOnly(List<String> inputs, String name, String graph) {
		requireAmong(inputs, name, graph);
		if (inputs.size() > 1) {
			throw new IllegalArgumentException("The " + graph + " has the inputs " + inputs + "; nothing but its " + title + " \"" + name + "\" is fed to it.");
		}
	}

	/** Arrays in the order in which a graph's inputs ask for them. */
	public static INDArray[] arrays(List<GraphInput> order, Map<GraphInput, INDArray> fed) {
		return order.stream().map(fed::get).toArray(INDArray[]::new);
	}
}
