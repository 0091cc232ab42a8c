package io.spadework.model.edit.changes.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.eclipse.emf.ecore.EClass;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.spadework.model.Costs;
import io.spadework.model.Severity;
import io.spadework.model.Shapes;
import io.spadework.model.Studies;
import io.spadework.model.Validation;
import io.spadework.model.edit.changes.Connect;
import io.spadework.model.edit.changes.Create;
import io.spadework.model.edit.changes.Delete;
import io.spadework.model.edit.changes.ExtractBlock;
import io.spadework.model.edit.changes.Paste;
import io.spadework.model.edit.changes.SwapNorms;
import io.spadework.model.edit.changes.UnfoldBlock;
import io.spadework.model.study.Block;
import io.spadework.model.study.BlockUse;
import io.spadework.model.study.Edge;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.Generator;
import io.spadework.model.study.Graph;
import io.spadework.model.study.Node;
import io.spadework.model.study.NormKind;
import io.spadework.model.study.Normalisation;
import io.spadework.model.study.Port;
import io.spadework.model.study.Spade;
import io.spadework.model.study.Study;
import io.spadework.model.study.StudyPackage.Literals;
import io.spadework.model.templates.DataChoice.BuiltInLandscapes;
import io.spadework.model.templates.Templates;

/** What gestures make of a study; every one can be undone and redone to the letter. */
class ChangesTest {

	private Study study;
	private Experiment experiment;
	private Generator generator;

	@BeforeEach
	void makeStudy() {
		study = Templates.named("spade").create(Map.of("crop", "64", "ngf", "4"), new BuiltInLandscapes());
		experiment = study.getExperiments().get(0);
		generator = experiment.getGenerator();
	}

	@Test
	void aNodeInTheMiddleOfAnEdgeIsFedByItsSourceAndFeedsItsTarget() {
		Edge edge = node("up1").getOutgoing().get(0);
		Create create = Create.in(edge, Create.node(Literals.CONVOLUTION));
		Recorded.make(study, create);
		assertEquals("up1", source(create.node(), Port.DATA).getName());
		assertEquals(create.node(), source(node("middle0"), Port.DATA));
		assertEquals("convolution", create.node().getName());
		assertEquals(List.of(), errors());
	}

	@Test
	void aSpadeGetsTheLabelMapOfItsNetwork() {
		Create create = Create.behind(node("up5"), Create.node(Literals.SPADE));
		Recorded.make(study, create);
		assertEquals(node("label map"), source(create.node(), Port.LABEL_MAP));
		assertEquals(node("up5"), source(create.node(), Port.DATA));
	}

	@Test
	void namesOfNewNodesAreFree() {
		for (int i = 0; i < 3; i++) {
			Create.in(generator, Create.node(Literals.DROPOUT)).apply();
		}
		List<String> names = generator.getNodes().stream().map(Node::getName).toList();
		assertTrue(names.containsAll(List.of("dropout", "dropout2", "dropout3")), names.toString());
	}

	@Test
	void everyKindOfNodeCanBeMadeOrSaysWhyNot() {
		for (var classifier : Literals.NODE.getEPackage().getEClassifiers()) {
			if (classifier instanceof EClass kind && Literals.NODE.isSuperTypeOf(kind) && !kind.isAbstract()) {
				Create create = Create.in(generator, Create.node(kind));
				if (create.refusal() == null) {
					Recorded.make(study, create);
				} else {
					assertEquals(Literals.BLOCK_INPUT, kind);
				}
			}
		}
	}

	@Test
	void aBlockIsNotPutIntoItself() {
		Block block = block("residual block");
		assertNotNull(Create.in(block, Create.use(block)).refusal());
		Create.in(block("residual block with learned skip"), Create.use(block)).apply();
		assertNotNull(Create.in(block, Create.use(block("residual block with learned skip"))).refusal(), "indirectly");
	}

	@Test
	void whatCannotBeConnectedSaysWhy() {
		assertTrue(new Connect(node("head"), node("head"), Port.DATA).refusal().contains("itself"));
		assertTrue(new Connect(node("block1"), node("head"), Port.DATA).refusal().contains("all the inputs"));
		assertTrue(new Connect(node("head"), node("up1"), Port.STYLE).refusal().contains("no port style"));
		assertTrue(new Connect(node("head"), block("residual block").getNodes().get(2), Port.DATA).refusal().contains("same network"));
		Node sum = Create.node(Literals.SUM);
		Create.in(node("head").getOutgoing().get(0), sum).apply();
		assertTrue(new Connect(node("block1"), sum, Port.DATA).refusal().contains("circle"));
		assertTrue(new Connect(node("head"), sum, Port.DATA).refusal().contains("already"));
		assertThrows(IllegalStateException.class, new Connect(node("block1"), sum, Port.DATA)::apply);
		Recorded.make(study, new Connect(node("seed"), sum, Port.DATA));
		assertEquals(List.of(), errors());
	}

	@Test
	void aReconnectedEdgeKeepsItsPlaceAmongTheInputs() {
		Node sum = Create.node(Literals.SUM);
		Create.in(node("up2").getOutgoing().get(0), sum).apply();
		new Connect(node("middle0"), sum, Port.DATA).apply();
		Edge first = edge(node("up2"), sum);
		Recorded.make(study, Connect.moved(first, node("up1"), sum, Port.DATA));
		List<Edge> inputs = generator.getEdges().stream().filter(each -> each.getTarget() == sum).toList();
		assertEquals(List.of("up1", "middle0"), inputs.stream().map(each -> each.getSource().getName()).toList());
	}

	@Test
	void deletingANodeHealsItsEdge() {
		Recorded.make(study, new Delete(List.of(node("middle0"))));
		assertEquals(node("up1"), source(node("middle1"), Port.DATA));
		assertEquals(List.of(), errors());
	}

	@Test
	void deletingSeveralInARowHealsToTheFirst() {
		Recorded.make(study, new Delete(List.of(node("middle1"), node("middle0"), node("up2"))));
		assertEquals(node("up1"), source(node("block1"), Port.DATA));
	}

	@Test
	void deletingWhatHasTwoInputsHealsNothing() {
		Block block = block("residual block");
		Node output = block.getNodes().getLast();
		Recorded.make(study, new Delete(List.of(named(block, "sum"))));
		assertTrue(output.getIncoming().isEmpty());
	}

	@Test
	void deletingTheLastSpadeOfABlockTakesItsLabelMapAwayEverywhere() {
		Block block = block("residual block");
		Recorded.make(study, new Delete(List.of(named(block, "norm0"), named(block, "norm1"))));
		assertNull(find(block, "label map"));
		assertTrue(node("head").getIncoming().stream().allMatch(each -> each.getPort() == Port.DATA));
		assertEquals(List.of(), errors());
	}

	@ParameterizedTest
	@ValueSource(strings = { "batch", "instance", "layer", "none" })
	void spadeIsSwappedForAnyNormAndBack(String kind) {
		Block block = block("residual block");
		long before = parameters();
		List<Node> norms = List.of(named(block, "norm0"), named(block, "norm1"));
		Recorded.make(study, SwapNorms.to(NormKind.get(kind), norms));
		assertTrue(find(block, "norm0") instanceof Normalisation norm && norm.getKind().getLiteral().equals(kind));
		assertNull(find(block, "label map"), "without SPADE the block needs no label map");
		assertTrue(parameters() < before);
		assertEquals(List.of(), errors());
		Recorded.make(study, SwapNorms.toSpade(List.of(named(block, "norm0"), named(block, "norm1"))));
		assertEquals(node("label map"), source(node("middle1"), Port.LABEL_MAP));
		assertEquals(List.of(), errors());
		((Spade) named(block, "norm0")).setHidden("hidden");
		((Spade) named(block, "norm1")).setHidden("hidden");
		assertEquals(before, parameters());
	}

	@Test
	void whereThereIsNoLabelMapSpadeIsRefused() {
		Node norm = experiment.getDiscriminator().getNodes().stream().filter(Normalisation.class::isInstance).findFirst().orElseThrow();
		assertNull(SwapNorms.toSpade(List.of(norm)).refusal(), "a discriminator sees the label map");
		assertNotNull(SwapNorms.toSpade(List.of(node("up1"))).refusal(), "not a norm");
		assertNotNull(SwapNorms.to(NormKind.INSTANCE, List.of(norm)).refusal(), "nothing would change");
	}

	@Test
	void aBlockMadeOfASelectionComputesWhatTheNodesDid() {
		long before = parameters();
		ExtractBlock extract = new ExtractBlock(List.of(node("up3"), node("block2"), node("up2"), node("block1")), "coarse");
		Recorded.make(study, extract);
		Block block = study.getBlocks().getLast();
		assertEquals(List.of("x", "label map", "up2", "block1", "up3", "block2", "output"), block.getNodes().stream().map(Node::getName).toList());
		assertEquals(List.of(), errors());
		assertEquals(before, parameters());
	}

	@Test
	void aBlockOfPartsOfABlockTakesItsNumbersAlong() {
		Block outer = block("residual block with learned skip");
		long before = parameters();
		Recorded.make(study, new ExtractBlock(List.of(named(outer, "norm0"), named(outer, "relu0"), named(outer, "conv0")), "first half"));
		Block inner = study.getBlocks().getLast();
		assertEquals(List.of("fmid"), inner.getParameters().stream().map(each -> each.getName()).toList());
		assertEquals(List.of(), errors());
		assertEquals(before, parameters());
	}

	@Test
	void aSelectionWithTwoResultsIsNoBlock() {
		assertTrue(new ExtractBlock(List.of(node("label map")), "x").refusal().contains("cannot be in a block"));
		Block block = block("residual block");
		assertTrue(new ExtractBlock(List.of(named(block, "norm0"), named(block, "norm1")), "x").refusal().contains("2 selected nodes"));
		assertTrue(new ExtractBlock(List.of(node("up1"), node("middle1")), "x").refusal() != null);
	}

	@Test
	void anUnfoldedBlockComputesWhatItDid() {
		long before = parameters();
		BlockUse use = (BlockUse) node("block2");
		Recorded.make(study, new UnfoldBlock(use, Shapes.infer(generator, experiment)));
		assertNull(find(generator, "block2"));
		assertNotNull(find(generator, "block2 conv0"));
		assertEquals(List.of(), errors());
		assertEquals(before, parameters());
	}

	@Test
	void repetitionsUnfoldOneAfterAnother() {
		BlockUse use = (BlockUse) node("middle0");
		use.setRepeat("3");
		long before = parameters();
		Recorded.make(study, new UnfoldBlock(use, Shapes.infer(generator, experiment)));
		assertEquals(named(generator, "middle0 2 sum"), source(named(generator, "middle0 3 norm0"), Port.DATA));
		assertEquals(List.of(), errors());
		assertEquals(before, parameters());
	}

	@Test
	void extractingAndUnfoldingGoBackToWhereTheyBegan() {
		long before = parameters();
		ExtractBlock extract = new ExtractBlock(List.of(node("up2"), node("block1")), "coarse");
		extract.apply();
		BlockUse use = (BlockUse) generator.getNodes().stream().filter(each -> each instanceof BlockUse u && u.getBlock() == extract.block()).findFirst().orElseThrow();
		new UnfoldBlock(use, Shapes.infer(generator, experiment)).apply();
		assertEquals(before, parameters());
		assertEquals(List.of(), errors());
	}

	@Test
	void copiesKeepTheirEdgesAndGetNamesOfTheirOwn() {
		Paste paste = new Paste(experiment.getDiscriminator(), List.of(node("lrelu"), node("to image")));
		Recorded.make(study, paste);
		Graph discriminator = experiment.getDiscriminator();
		assertEquals(named(discriminator, "lrelu"), source(named(discriminator, "to image"), Port.DATA));
		Paste again = new Paste(generator, List.of(node("lrelu")));
		again.apply();
		assertEquals("lrelu2", again.made().get(0).getName());
		assertNotEquals(node("lrelu").getId(), again.made().get(0).getId());
	}

	@Test
	void aCopiedUseGetsTheLabelMapThere() {
		Paste paste = new Paste(generator, List.of(node("head")));
		Recorded.make(study, paste);
		assertEquals(node("label map"), source(paste.made().get(0), Port.LABEL_MAP));
		assertEquals("fout", ((BlockUse) new PasteOf(generator, node("block1")).made()).getArguments().get(0).getParameter().getName());
	}

	/** A pasted copy of one node. */
	private record PasteOf(Graph graph, Node copied) {
		Node made() {
			Paste paste = new Paste(graph, List.of(copied));
			paste.apply();
			return paste.made().get(0);
		}
	}

	private long parameters() {
		return Costs.of(generator, experiment).total().parameters();
	}

	private List<String> errors() {
		List<String> errors = new ArrayList<>();
		Validation.validate(study, null).stream().filter(problem -> problem.severity() == Severity.ERROR).forEach(problem -> errors.add(problem.toString()));
		return errors;
	}

	private Node node(String name) {
		return named(generator, name);
	}

	private static Node named(Graph graph, String name) {
		Node node = find(graph, name);
		assertNotNull(node, name + " among " + graph.getNodes().stream().map(Node::getName).toList());
		return node;
	}

	private static Node find(Graph graph, String name) {
		return graph.getNodes().stream().filter(node -> node.getName().equals(name)).findFirst().orElse(null);
	}

	private Block block(String name) {
		return study.getBlocks().stream().filter(block -> block.getName().equals(name)).findFirst().orElseThrow();
	}

	private static Node source(Node node, Port port) {
		return node.getIncoming().stream().filter(edge -> edge.getPort() == port).findFirst().orElseThrow().getSource();
	}

	private static Edge edge(Node source, Node target) {
		return source.getOutgoing().stream().filter(edge -> edge.getTarget() == target).findFirst().orElseThrow();
	}
}
