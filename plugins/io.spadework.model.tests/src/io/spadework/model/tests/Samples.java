package io.spadework.model.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.spadework.model.Problem;
import io.spadework.model.Validation;
import io.spadework.model.study.Edge;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.Graph;
import io.spadework.model.study.NamedElement;
import io.spadework.model.study.Network;
import io.spadework.model.study.Node;
import io.spadework.model.study.Port;
import io.spadework.model.study.Study;
import io.spadework.model.study.StudyFactory;
import io.spadework.model.templates.DataChoice;
import io.spadework.model.templates.Templates;

/** Studies to try things on, and ways to reach into them. */
final class Samples {

	private Samples() {
	}

	/** SPADE on landscapes with the settings given as name, value, name, value. */
	static Study landscapes(String... settings) {
		return Templates.named("spade").create(map(settings), new DataChoice.BuiltInLandscapes());
	}

	/** SPADE on a COCO-Stuff folder. */
	static Study coco(String folder, String... settings) {
		return Templates.named("spade").create(map(settings), new DataChoice.CocoStuffFolder(folder));
	}

	static Experiment experiment(Study study) {
		return study.getExperiments().get(0);
	}

	static Network generator(Study study) {
		return study.getNetworks().get(0);
	}

	static Network discriminator(Study study) {
		return study.getNetworks().get(1);
	}

	static Node node(Graph graph, String name) {
		return graph.getNodes().stream().filter(node -> node.getName().equals(name)).findFirst().orElseThrow();
	}

	@SuppressWarnings("unchecked")
	static <N extends Node> N node(Study study, String id) {
		return (N) study.getNetworks().stream().flatMap(network -> network.getNodes().stream()).filter(node -> node.getId().equals(id)).findFirst()
				.orElseThrow();
	}

	/** The node of a block. */
	@SuppressWarnings("unchecked")
	static <N extends Node> N inner(Study study, String id) {
		return (N) study.getBlocks().stream().flatMap(block -> block.getNodes().stream()).filter(node -> node.getId().equals(id)).findFirst().orElseThrow();
	}

	static Edge edge(Study study, String id) {
		return study.getNetworks().stream().flatMap(network -> network.getEdges().stream()).filter(edge -> edge.getId().equals(id)).findFirst().orElseThrow();
	}

	static Edge connect(Graph graph, Node source, Node target, Port port) {
		Edge edge = StudyFactory.eINSTANCE.createEdge();
		edge.setId("edge" + graph.getEdges().size());
		edge.setSource(source);
		edge.setTarget(target);
		edge.setPort(port);
		graph.getEdges().add(edge);
		return edge;
	}

	static <N extends Node> N add(Graph graph, String name, N node) {
		node.setId(name);
		node.setName(name);
		graph.getNodes().add(node);
		return node;
	}

	/** The one problem of a rule that a study has. */
	static Problem only(String rule, Study study) {
		List<Problem> found = problems(rule, study);
		assertEquals(1, found.size(), () -> Validation.validate(study, null).toString());
		return found.get(0);
	}

	/** All problems of a rule that a study has. */
	static List<Problem> problems(String rule, Study study) {
		return Validation.validate(study, null).stream().filter(problem -> problem.rule().equals(rule)).toList();
	}

	/** Gives an element an id and a name. */
	static <E extends NamedElement> E named(String name, E element) {
		element.setId(name);
		element.setName(name);
		return element;
	}

	private static Map<String, String> map(String... settings) {
		Map<String, String> map = new HashMap<>();
		for (int i = 0; i < settings.length; i += 2) {
			map.put(settings[i], settings[i + 1]);
		}
		return map;
	}
}
