package io.spadework.model.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;

import io.spadework.model.Cost;
import io.spadework.model.Costs;
import io.spadework.model.Problem;
import io.spadework.model.Shape;
import io.spadework.model.Shapes;
import io.spadework.model.Validation;
import io.spadework.model.study.Edge;
import io.spadework.model.study.Element;
import io.spadework.model.study.LabelMapInput;
import io.spadework.model.study.Network;
import io.spadework.model.study.Node;
import io.spadework.model.study.NoiseSource;
import io.spadework.model.study.Port;
import io.spadework.model.study.Study;
import io.spadework.model.study.StudyFactory;

/** A network in which single nodes are fed maps of any shape. */
final class Bench {

	static final StudyFactory NEW = StudyFactory.eINSTANCE;

	final Study study = Samples.landscapes("crop", "64");
	final Network network;

	private Bench(int network) {
		this.network = study.getNetworks().get(network);
		this.network.getEdges().clear();
		this.network.getNodes().clear();
	}

	/** An empty generator; its label map is 11 x 64 x 64. */
	static Bench generator() {
		return new Bench(0);
	}

	/** An empty discriminator of two scales. */
	static Bench discriminator() {
		return new Bench(1);
	}

	/** A map of a shape. */
	NoiseSource map(int channels, int height, int width) {
		NoiseSource source = NEW.createNoiseSource();
		source.setChannels(String.valueOf(channels));
		source.setHeight(String.valueOf(height));
		source.setWidth(String.valueOf(width));
		return Samples.add(network, "map" + network.getNodes().size(), source);
	}

	LabelMapInput labelMap() {
		return Samples.add(network, "label map" + network.getNodes().size(), NEW.createLabelMapInput());
	}

	/** A node called "node" that is fed at its data port. */
	<N extends Node> N node(N node, Node... data) {
		Samples.add(network, "node", node);
		for (Node source : data) {
			feed(source, node, Port.DATA);
		}
		return node;
	}

	Edge feed(Node source, Node target, Port port) {
		return Samples.connect(network, source, target, port);
	}

	Shape shape(Node node) {
		Shapes shapes = Shapes.infer(network, Samples.experiment(study));
		assertEquals(List.of(), shapes.problems());
		return shapes.of(node);
	}

	Cost cost(Node node) {
		return Costs.of(network, Samples.experiment(study)).of(node);
	}

	/** The message of the one problem of this rule that the whole study has, after making sure that it is at the element. */
	String problem(String rule, Element element) {
		List<Problem> found = problems(rule);
		assertEquals(1, found.size(), Validation.validate(study, null).toString());
		assertSame(element, found.get(0).element());
		return found.get(0).message();
	}

	List<Problem> problems(String rule) {
		return Validation.validate(study, null).stream().filter(problem -> problem.rule().equals(rule)).toList();
	}
}
