package io.spadework.diagram.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.eclipse.draw2d.geometry.PointList;
import org.eclipse.draw2d.geometry.Rectangle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.spadework.diagram.layout.Box;
import io.spadework.diagram.layout.GraphLayout;
import io.spadework.model.study.Edge;
import io.spadework.model.study.Node;
import io.spadework.model.study.Port;
import io.spadework.model.study.StudyFactory;

class GraphLayoutTest {

	private final Map<Node, Box> boxes = new LinkedHashMap<>();
	private final List<Edge> edges = new ArrayList<>();

	private Node node(Node node, int width, int height) {
		boxes.put(node, new Box(width, height, 0, false));
		return node;
	}

	private Node use() {
		return node(StudyFactory.eINSTANCE.createBlockUse(), 300, 80);
	}

	private Edge connect(Node source, Node target, Port port) {
		Edge edge = StudyFactory.eINSTANCE.createEdge();
		edge.setSource(source);
		edge.setTarget(target);
		edge.setPort(port);
		edges.add(edge);
		return edge;
	}

	private GraphLayout layOut(Map<Node, List<Edge>> rails) {
		return GraphLayout.of(boxes, edges, rails, e -> 90);
	}

	private void assertNothingOverlaps(GraphLayout layout) {
		List<Node> nodes = List.copyOf(boxes.keySet());
		for (int i = 0; i < nodes.size(); i++)
			for (int j = i + 1; j < nodes.size(); j++)
				assertFalse(layout.outline(nodes.get(i)).intersects(layout.outline(nodes.get(j))), i + " overlaps " + j);
		for (Edge edge : edges) {
			PointList route = layout.route(edge);
			for (int k = 1; k < route.size(); k++) {
				Rectangle segment = new Rectangle(route.getPoint(k - 1), route.getPoint(k));
				assertTrue(segment.width == 1 || segment.height == 1, "edges run straight down and across");
				for (Node node : nodes)
					if (node != edge.getSource() && node != edge.getTarget())
						assertFalse(layout.outline(node).intersects(segment), "an edge crosses a node");
			}
		}
	}

	private List<Node> chain(int length) {
		List<Node> chain = new ArrayList<>();
		for (int i = 0; i < length; i++) {
			chain.add(use());
			if (i > 0)
				connect(chain.get(i - 1), chain.get(i), Port.DATA);
		}
		return chain;
	}

	@Test
	void aShortNetworkStandsInOneColumn() {
		List<Node> chain = chain(5);
		GraphLayout layout = layOut(Map.of());
		assertNothingOverlaps(layout);
		for (int i = 1; i < chain.size(); i++) {
			assertEquals(layout.outline(chain.get(0)).x, layout.outline(chain.get(i)).x);
			assertTrue(layout.outline(chain.get(i)).y > layout.outline(chain.get(i - 1)).bottom());
			assertEquals(2, layout.route(edges.get(i - 1)).size(), "a straight edge");
		}
	}

	@Test
	void aLongNetworkIsFoldedToTheRatioOfASlide() {
		chain(40);
		GraphLayout layout = layOut(Map.of());
		assertNothingOverlaps(layout);
		double ratio = (double) layout.bounds().width / layout.bounds().height;
		assertTrue(ratio > 1.2 && ratio < 3, "ratio " + ratio);
	}

	@Test
	void aRailReachesEveryColumnWithoutCrossingAnything() {
		Node map = node(StudyFactory.eINSTANCE.createLabelMapInput(), 150, 60);
		List<Node> chain = chain(20);
		connect(map, chain.get(0), Port.DATA);
		List<Edge> rail = chain.stream().map(b -> connect(map, b, Port.LABEL_MAP)).toList();
		GraphLayout layout = layOut(Map.of(map, rail));
		assertNothingOverlaps(layout);
		for (Edge edge : rail)
			assertEquals(layout.outline(edge.getTarget()).right(), layout.route(edge).getLastPoint().x, "it enters from the right");
		assertEquals(1, rail.stream().filter(e -> layout.label(e) != null).count(), "its shape stands once");
	}

	@Test
	void anInputThatOnlyConditionsFeedsOneRailFromTheTop() {
		Node style = node(StudyFactory.eINSTANCE.createStyleCodeInput(), 130, 60);
		Node map = node(StudyFactory.eINSTANCE.createLabelMapInput(), 150, 60);
		List<Node> chain = chain(20);
		connect(style, chain.get(0), Port.DATA);
		List<Edge> rail = chain.stream().map(b -> connect(map, b, Port.LABEL_MAP)).toList();
		GraphLayout layout = layOut(Map.of(map, rail));
		assertNothingOverlaps(layout);
		assertTrue(layout.outline(map).bottom() < layout.outline(style).y, "it stands above the chain");
		assertEquals(1, rail.stream().map(edge -> layout.route(edge).getFirstPoint()).distinct().count(), "its edges begin as one");
	}

	@Test
	void whereARailWouldCrossABlockItsEdgesGoTheirOwnWays() {
		Node map = node(StudyFactory.eINSTANCE.createLabelMapInput(), 150, 60);
		Node top = use();
		Node bottom = use();
		connect(map, top, Port.DATA);
		List<Edge> conditioning = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			Node branch = use();
			connect(top, branch, Port.DATA);
			connect(branch, bottom, Port.DATA);
			conditioning.add(connect(map, branch, Port.LABEL_MAP));
		}
		GraphLayout layout = layOut(Map.of(map, conditioning));
		assertNothingOverlaps(layout);
		assertEquals(1, conditioning.stream().filter(edge -> layout.label(edge) != null).count(), "their shape stands once");
	}

	@ParameterizedTest
	@ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
	void anyNetworkIsLaidOutWithoutOverlap(long seed) {
		Random random = new Random(seed);
		List<Node> nodes = new ArrayList<>();
		for (int i = 0; i < 60; i++) {
			Node node = node(StudyFactory.eINSTANCE.createConcatenation(), 60 + 2 * random.nextInt(120), 30 + 2 * random.nextInt(30));
			for (int k = 0; k < (random.nextInt(4) == 0 ? 2 : 1) && i > 0; k++)
				connect(nodes.get(Math.max(0, i - 1 - random.nextInt(k == 0 ? 2 : 12))), node, Port.DATA);
			nodes.add(node);
		}
		assertNothingOverlaps(layOut(Map.of()));
	}

	@Test
	void skipsAcrossTheWholeNetworkBendItToAU() {
		List<Node> chain = chain(16);
		List<Edge> skips = new ArrayList<>();
		for (int i = 0; i < 7; i++)
			skips.add(connect(chain.get(i), chain.get(15 - i), Port.DATA));
		GraphLayout layout = layOut(Map.of());
		assertNothingOverlaps(layout);
		for (int i = 1; i < 8; i++)
			assertTrue(layout.outline(chain.get(i)).y > layout.outline(chain.get(i - 1)).y, "down on the left");
		for (int i = 9; i < 16; i++)
			assertTrue(layout.outline(chain.get(i)).y < layout.outline(chain.get(i - 1)).y, "up on the right");
		for (Edge skip : skips) {
			assertEquals(2, layout.route(skip).size(), "a skip runs straight");
			assertEquals(layout.route(skip).getFirstPoint().y, layout.route(skip).getLastPoint().y, "across");
		}
		assertTrue(layout.outline(chain.get(15)).x > layout.outline(chain.get(0)).right());
	}

	@Test
	void skipsThatDoNotNestKeepTheNetworkInOneColumn() {
		List<Node> chain = chain(16);
		for (int i = 0; i < 7; i++)
			connect(chain.get(i), chain.get(8 + i), Port.DATA);
		GraphLayout layout = layOut(Map.of());
		assertNothingOverlaps(layout);
		for (int i = 1; i < chain.size(); i++)
			assertTrue(layout.outline(chain.get(i)).y > layout.outline(chain.get(i - 1)).y);
	}

	@Test
	void anEmptyNetworkHasAnEmptyLayout() {
		assertTrue(layOut(Map.of()).bounds().isEmpty());
	}
}
