package io.spadework.model.tests.difference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;

import org.eclipse.emf.ecore.util.EcoreUtil;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.spadework.model.Costs;
import io.spadework.model.difference.ArchitectureDifference;
import io.spadework.model.difference.EdgeDifference;
import io.spadework.model.difference.GraphDifference;
import io.spadework.model.difference.NodeDifference;
import io.spadework.model.difference.State;
import io.spadework.model.study.Block;
import io.spadework.model.study.Convolution;
import io.spadework.model.study.Discriminator;
import io.spadework.model.study.Edge;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.Generator;
import io.spadework.model.study.Network;
import io.spadework.model.study.Node;
import io.spadework.model.study.NormKind;
import io.spadework.model.study.Normalisation;
import io.spadework.model.study.Parameter;
import io.spadework.model.study.Spade;
import io.spadework.model.study.Study;
import io.spadework.model.study.StudyFactory;
import io.spadework.model.templates.DataChoice;
import io.spadework.model.templates.Templates;

class ArchitectureDifferenceTest {

	private Study before;
	private Study after;

	@BeforeEach
	void study() {
		before = Templates.named("spade").create(Map.of("crop", "64", "ngf", "4"), new DataChoice.BuiltInLandscapes());
		after = EcoreUtil.copy(before);
	}

	private ArchitectureDifference compare() {
		return ArchitectureDifference.of(before.getExperiments().get(0), after.getExperiments().get(0));
	}

	private static GraphDifference graph(ArchitectureDifference difference, String role) {
		return difference.graphs().stream().filter(graph -> graph.role().equals(role)).findFirst().orElseThrow();
	}

	private static List<NodeDifference> unlike(GraphDifference graph) {
		return graph.nodes().stream().filter(node -> node.state() != State.SAME).toList();
	}

	private static <T extends Node> T first(Iterable<Node> nodes, Class<T> kind) {
		for (Node node : nodes) {
			if (kind.isInstance(node)) {
				return kind.cast(node);
			}
		}
		throw new AssertionError("no " + kind);
	}

	@Test
	void aCopyIsTheSame() {
		ArchitectureDifference difference = compare();
		assertTrue(difference.isEmpty());
		assertTrue(difference.graphs().size() >= 3, "generator, discriminator and a block: " + difference.graphs().size());
		assertEquals(0, graph(difference, "generator").parameters());
	}

	@Test
	void aSettingIsToldAsWrittenAndWithItsValueAndCostsWhatTheNetworkCostsMore() {
		Experiment experiment = after.getExperiments().get(0);
		Convolution convolution = first(experiment.getDiscriminator().getNodes(), Convolution.class);
		String was = convolution.getFilters();
		convolution.setFilters("2*(" + was + ")");
		GraphDifference graph = graph(compare(), "discriminator");
		NodeDifference node = graph.nodes().stream().filter(each -> each.after() == convolution).findFirst().orElseThrow();
		assertEquals(State.CHANGED, node.state());
		assertEquals("filters", node.fields().get(0).name());
		assertTrue(node.fields().get(0).before().startsWith(was), node.fields().toString());
		assertTrue(node.fields().get(0).after().contains(" = "), node.fields().toString());
		assertTrue(node.parameters() > 0);
		long more = cost(experiment.getDiscriminator(), experiment) - cost(before.getExperiments().get(0).getDiscriminator(), before.getExperiments().get(0));
		assertEquals(more, graph.parameters());
		assertEquals(more, graph.nodes().stream().mapToLong(NodeDifference::parameters).sum(), "what the nodes cost more is what the network costs more");
	}

	private static long cost(Network network, Experiment experiment) {
		return Costs.of(network, experiment).total().parameters();
	}

	@Test
	void aParameterOfTheStudyChangesWhatIsMadeOfIt() {
		Parameter ngf = after.getParameters().stream().filter(parameter -> parameter.getName().equals("ngf")).findFirst().orElseThrow();
		ngf.setValue("8");
		ArchitectureDifference difference = compare();
		assertEquals(State.CHANGED, graph(difference, "generator").state());
		assertEquals(State.SAME, graph(difference, "discriminator").state());
		assertTrue(unlike(graph(difference, "generator")).stream().anyMatch(node -> node.shapeBefore().channels() != node.shapeAfter().channels()));
	}

	@Test
	void aNormInAnothersPlaceIsAChangeOfKind() {
		Discriminator discriminator = after.getExperiments().get(0).getDiscriminator();
		Normalisation norm = first(discriminator.getNodes(), Normalisation.class);
		Spade spade = StudyFactory.eINSTANCE.createSpade();
		spade.setId("another");
		spade.setName("modulated");
		discriminator.getNodes().set(discriminator.getNodes().indexOf(norm), spade);
		List.copyOf(norm.getIncoming()).forEach(edge -> edge.setTarget(spade));
		List.copyOf(norm.getOutgoing()).forEach(edge -> edge.setSource(spade));
		GraphDifference graph = graph(compare(), "discriminator");
		NodeDifference node = graph.nodes().stream().filter(each -> each.after() == spade).findFirst().orElseThrow();
		assertEquals(State.CHANGED, node.state());
		assertEquals("kind: Normalisation → Spade", node.fields().get(0).toString());
		assertTrue(graph.edges().stream().allMatch(edge -> edge.state() == State.SAME));
	}

	@Test
	void addedAndRemovedNodesAreToldWithTheirEdges() {
		Discriminator discriminator = after.getExperiments().get(0).getDiscriminator();
		Normalisation norm = first(discriminator.getNodes(), Normalisation.class);
		Edge out = norm.getOutgoing().get(0);
		Convolution convolution = StudyFactory.eINSTANCE.createConvolution();
		convolution.setId("one-more");
		convolution.setName("one more");
		convolution.setFilters("4");
		discriminator.getNodes().add(convolution);
		Edge edge = StudyFactory.eINSTANCE.createEdge();
		edge.setId("one-more-edge");
		edge.setSource(convolution);
		edge.setTarget(out.getTarget());
		discriminator.getEdges().add(edge);
		out.setTarget(convolution);
		GraphDifference there = graph(compare(), "discriminator");
		NodeDifference node = there.nodes().stream().filter(each -> each.state() == State.ADDED).findFirst().orElseThrow();
		assertEquals("one more", node.node().getName());
		assertNull(node.before());
		assertEquals(2, there.edges().stream().filter(each -> each.state() == State.ADDED).count());
		assertEquals(1, there.edges().stream().filter(each -> each.state() == State.REMOVED).count());
		GraphDifference back = graph(ArchitectureDifference.of(after.getExperiments().get(0), before.getExperiments().get(0)), "discriminator");
		assertEquals(1, back.nodes().stream().filter(each -> each.state() == State.REMOVED).count());
		assertEquals(-there.parameters(), back.parameters());
		assertEquals(there.edges().stream().map(EdgeDifference::state).filter(State.ADDED::equals).count(),
				back.edges().stream().map(EdgeDifference::state).filter(State.REMOVED::equals).count());
	}

	@Test
	void whatChangesInsideOfABlockShowsWhereItIsUsed() {
		Block block = after.getBlocks().stream().filter(each -> each.getNodes().stream().anyMatch(Spade.class::isInstance)).findFirst().orElseThrow();
		first(block.getNodes(), Spade.class).setInnerNorm(NormKind.LAYER);
		ArchitectureDifference difference = compare();
		assertEquals(1, difference.graphs().stream().filter(graph -> graph.role().equals("block") && graph.state() == State.CHANGED).count());
		assertTrue(unlike(graph(difference, "generator")).stream().allMatch(node -> node.fields().get(0).name().equals("inside")));
		assertTrue(!unlike(graph(difference, "generator")).isEmpty());
	}

	@Test
	void unlikeTemplatesAreComparedWithoutSharedIds() {
		Study other = Templates.named("pix2pixhd").create(Map.of("crop", "64", "ngf", "4"), new DataChoice.BuiltInLandscapes());
		ArchitectureDifference difference = ArchitectureDifference.of(before.getExperiments().get(0), other.getExperiments().get(0));
		GraphDifference generator = graph(difference, "generator");
		assertEquals(State.CHANGED, generator.state());
		Generator was = before.getExperiments().get(0).getGenerator();
		Generator is = other.getExperiments().get(0).getGenerator();
		assertEquals(was.getNodes().size(), generator.nodes().stream().filter(node -> node.before() != null).count());
		assertEquals(is.getNodes().size(), generator.nodes().stream().filter(node -> node.after() != null).count());
	}
}
