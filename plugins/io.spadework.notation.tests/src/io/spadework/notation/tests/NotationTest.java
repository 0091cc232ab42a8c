package io.spadework.notation.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

import org.eclipse.emf.ecore.EClass;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.spadework.model.study.ActivationFunction;
import io.spadework.model.study.Block;
import io.spadework.model.study.BlockUse;
import io.spadework.model.study.Concatenation;
import io.spadework.model.study.Convolution;
import io.spadework.model.study.Discriminator;
import io.spadework.model.study.Edge;
import io.spadework.model.study.Generator;
import io.spadework.model.study.Graph;
import io.spadework.model.study.Interpolation;
import io.spadework.model.study.LabelMapInput;
import io.spadework.model.study.Network;
import io.spadework.model.study.Node;
import io.spadework.model.study.NormKind;
import io.spadework.model.study.Normalisation;
import io.spadework.model.study.PaddingMode;
import io.spadework.model.study.PoolingKind;
import io.spadework.model.study.Phase;
import io.spadework.model.study.Port;
import io.spadework.model.study.Stage;
import io.spadework.model.study.Study;
import io.spadework.model.study.StudyFactory;
import io.spadework.model.study.StudyPackage;
import io.spadework.model.study.Upsample;
import io.spadework.model.templates.DataChoice;
import io.spadework.model.templates.Templates;
import io.spadework.notation.NodeNotation;
import io.spadework.notation.Family;
import io.spadework.notation.Icons;
import io.spadework.notation.Line;
import io.spadework.notation.Notation;
import io.spadework.notation.Outline;
import io.spadework.notation.Place;
import io.spadework.notation.PortNotation;
import io.spadework.notation.Theme;

/** The published COCO-Stuff networks as they are written in diagrams. */
class NotationTest {

	private Study study;
	private Generator generator;
	private Discriminator discriminator;
	private Notation notation;

	@BeforeEach
	void createStudy() {
		study = Templates.named("spade").create(Map.of(), new DataChoice.CocoStuffFolder("coco"));
		generator = study.getExperiments().get(0).getGenerator();
		discriminator = study.getExperiments().get(0).getDiscriminator();
		notation = Notation.of(generator);
	}

	private <T extends Node> T first(Network network, Class<T> type) {
		return network.getNodes().stream().filter(type::isInstance).map(type::cast).findFirst().orElseThrow();
	}

	@Test
	void aBlockUseShowsItsBlockItsArgumentsItsShapeAndItsCost() {
		NodeNotation look = notation.of(named("block1"));
		assertEquals("residual block with learned skip", look.kind());
		assertEquals("block1", look.name());
		assertEquals("fout = 8*ngf → 512", look.detail());
		assertEquals("3 × SPADE, 3 × convolution", look.inside());
		assertEquals("Two SPADEs and convolutions beside a learned skip.", look.formula());
		assertEquals("512 x 32 x 32", look.output());
		assertTrue(look.parameters().endsWith(" M"), look.parameters());
		assertEquals(List.of(Port.DATA, Port.LABEL_MAP), look.ports().stream().map(PortNotation::port).toList());
		assertEquals(Family.SPADE, look.family());
		assertEquals(Outline.DOUBLE_BOX, look.outline());
	}

	@Test
	void aBlockThatRepeatsSaysHowOftenAndIsAPile() {
		BlockUse use = (BlockUse) named("head");
		use.setRepeat("scales + 1");
		NodeNotation look = Notation.of(generator).of(use);
		assertEquals("residual block × 3", look.kind());
		assertEquals(Outline.PILE, look.outline());
		assertTrue(look.formula().contains("each repetition's first data input is the one before"), look.formula());
	}

	@Test
	void aBlockIsDrawnWithTheNumbersOfItsFirstUse() {
		Block block = ((BlockUse) named("block1")).getBlock();
		Notation inside = Notation.of(block);
		assertEquals("SPADE generator › block1", inside.place().toString());
		assertEquals("512 x 32 x 32", inside.of(named(block, "conv1")).output());
		assertEquals("fmid → 512 filters · 3x3 s1 · SN", inside.of(named(block, "conv0")).detail());
		assertEquals("184 x 256 x 256", inside.of(named(block, "label map")).output());
		assertEquals(notation.of(named("block1")).parameters() + " parameters", inside.title().totals().split(": ")[1].split(" · ")[0]);
		assertTrue(inside.title().totals().startsWith("as in SPADE generator › block1: "), inside.title().totals());
	}

	@Test
	void aBlockIsDrawnWithTheNumbersOfTheUseThatLeadsToIt() {
		BlockUse use = (BlockUse) named("block3");
		Notation inside = Notation.at(Place.of(generator).into(use), study.getExperiments().get(0));
		assertEquals("128 x 128 x 128", inside.of(named(use.getBlock(), "conv1")).output());
	}

	@Test
	void aRepeatedBlockShowsItsFirstRepetition() {
		((BlockUse) named("head")).setRepeat("2");
		assertTrue(Notation.of(((BlockUse) named("head")).getBlock()).title().totals().startsWith("as in SPADE generator › head, the first of 2: "));
	}

	@Test
	void aBlockThatNothingUsesShowsWhatItSays() {
		Block lonely = StudyFactory.eINSTANCE.createBlock();
		lonely.setName("lonely");
		Convolution convolution = StudyFactory.eINSTANCE.createConvolution();
		convolution.setFilters("fout");
		lonely.getNodes().add(convolution);
		study.getBlocks().add(lonely);
		assertEquals("fout filters · 3x3 s1", Notation.of(lonely).of(convolution).detail());
		assertEquals("", Notation.of(lonely).of(convolution).output());
		assertEquals("used by no experiment: shapes and costs unknown", Notation.of(lonely).title().totals());
	}

	@Test
	void aBlockThatContainsItselfCanStillBeDrawn() {
		Block block = ((BlockUse) named("head")).getBlock();
		BlockUse circle = StudyFactory.eINSTANCE.createBlockUse();
		circle.setBlock(block);
		block.getNodes().add(circle);
		assertEquals("residual block", Notation.of(block).of(circle).kind());
	}

	@Test
	void aStageShowsItsGeneratorAndHowFarItGoes() {
		Generator fine = StudyFactory.eINSTANCE.createGenerator();
		fine.setName("fine");
		Stage stage = StudyFactory.eINSTANCE.createStage();
		stage.setName("coarse");
		stage.setNetwork(generator);
		stage.setUpTo(named("block4"));
		var map = StudyFactory.eINSTANCE.createLabelMapInput();
		fine.getNodes().addAll(List.of(map, stage));
		connect(fine, map, stage, Port.LABEL_MAP);
		study.getNetworks().add(fine);
		study.getExperiments().get(0).setGenerator(fine);
		Notation drawn = Notation.of(fine);
		assertEquals("Stage", drawn.of(stage).kind());
		assertEquals("SPADE generator", drawn.of(stage).detail());
		assertEquals("up to block4", drawn.of(stage).inside());
		assertEquals("64 x 256 x 256", drawn.of(stage).output());
		assertFalse(drawn.of(fine.getEdges().get(0)).conditioning(), "the stage's label map is its data");
		assertEquals("fine › coarse", Notation.of(generator).place().toString());
		assertTrue(Notation.of(generator).title().totals().endsWith(", without the 4 nodes that this stage does not need"), Notation.of(generator).title().totals());
	}

	@Test
	void aGeneratorOfAnEarlierPhaseIsDrawnAtItsReduction() {
		Generator fine = StudyFactory.eINSTANCE.createGenerator();
		fine.setName("fine");
		study.getNetworks().add(fine);
		study.getExperiments().get(0).setGenerator(fine);
		Phase phase = StudyFactory.eINSTANCE.createPhase();
		phase.setGenerator(generator);
		phase.setReduction("2");
		study.getPlans().get(0).getPhases().add(phase);
		assertEquals("184 x 128 x 128", Notation.of(generator).of(first(generator, LabelMapInput.class)).output());
	}

	private Node named(String name) {
		return named(generator, name);
	}

	private static Node named(Graph graph, String name) {
		return graph.getNodes().stream().filter(node -> name.equals(node.getName())).findFirst().orElseThrow();
	}

	private static Edge connect(Graph graph, Node source, Node target, Port port) {
		Edge edge = StudyFactory.eINSTANCE.createEdge();
		edge.setSource(source);
		edge.setTarget(target);
		edge.setPort(port);
		graph.getEdges().add(edge);
		return edge;
	}

	@Test
	void theOverridesOfAnExperimentAreInTheNumbers() {
		var override = StudyFactory.eINSTANCE.createParameterOverride();
		override.setId("narrow");
		override.setParameter(study.getParameters().stream().filter(p -> p.getName().equals("ngf")).findFirst().orElseThrow());
		override.setValue("32");
		study.getExperiments().get(0).getOverrides().add(override);
		NodeNotation look = Notation.of(generator).of(named("seed"));
		assertTrue(look.detail().startsWith("16*ngf → 512 filters"), look.detail());
		assertEquals("512 x 8 x 8", look.output());
	}

	@Test
	void aPlainNumberOfFiltersIsWrittenOnce() {
		Convolution toImage = first(generator, Convolution.class);
		toImage.setFilters("3");
		assertEquals("3 filters · 3x3 s1", notation.of(toImage).detail());
	}

	@Test
	void ofALongExpressionOnlyTheValueIsWritten() {
		Convolution seed = (Convolution) named("seed");
		seed.setFilters("16*ngf*round(crop/256)*crop/256");
		assertEquals("1024 filters · 3x3 s1", Notation.of(generator).of(seed).detail());
	}

	@Test
	void edgesShowTheShapeOfWhatFlows() {
		for (Edge edge : generator.getEdges()) {
			String source = notation.of(edge.getSource()).output();
			assertFalse(source.isEmpty(), edge.getSource().getName());
			assertEquals(source, notation.of(edge).label());
		}
		assertEquals("184 x 256 x 256", notation.of(first(generator, LabelMapInput.class)).output());
	}

	@Test
	void onlyEdgesBesideTheDataCondition() {
		for (Edge edge : generator.getEdges()) {
			Line line = notation.of(edge);
			assertEquals(edge.getTarget() instanceof BlockUse && edge.getSource() instanceof LabelMapInput, line.conditioning(), edge.getId());
		}
		assertTrue(named("small map").getIncoming().stream().map(notation::of).noneMatch(Line::conditioning), "what is resized is data");
	}

	@Test
	void aLabelMapThatConditionsManyBlocksIsARail() {
		assertEquals(Set.of(first(generator, LabelMapInput.class)), notation.rails());
		assertEquals(Set.of(), Notation.of(discriminator).rails());
	}

	@Test
	void aLabelMapThatConditionsThreeBlocksIsDrawnAsEdges() {
		List<Edge> conditioning = generator.getEdges().stream().filter(Notation::conditions).toList();
		conditioning.subList(3, conditioning.size()).forEach(edge -> {
			edge.setSource(null);
			edge.setTarget(null);
			EcoreUtil.remove(edge);
		});
		assertEquals(Set.of(), Notation.of(generator).rails());
	}

	@Test
	void theTitleOfADiscriminatorSaysHowManyScalesSeeWhat() {
		var title = Notation.of(discriminator).title();
		assertEquals(discriminator.getName() + " × 2 scales", title.name());
		assertEquals(List.of("D₁ sees 187 x 256 x 256: label map and image", "D₂ sees 187 x 128 x 128: average-pooled 3x3 s2"), title.scales());
	}

	@Test
	void theTitleOfAGeneratorSaysWhatItCosts() {
		assertEquals("97.5 M parameters · 191 G multiply-adds an image", notation.title().totals());
		assertEquals(List.of(), notation.title().scales());
	}

	@Test
	void costsThatCannotBeKnownAreNotShownAsNothing() {
		Convolution seed = (Convolution) named("seed");
		seed.setFilters("16*nfg");
		Notation broken = Notation.of(generator);
		assertEquals("", broken.of(seed).output());
		assertEquals("", broken.of(seed).parameters());
		assertTrue(broken.title().totals().contains("nodes of unknown shape"), broken.title().totals());
	}

	@Test
	void aNetworkWithoutExperimentStillShowsWhatItSays() {
		study.getExperiments().clear();
		Notation alone = Notation.of(generator);
		NodeNotation look = alone.of(named("seed"));
		assertEquals("16*ngf → 1024 filters · 3x3 s1", look.detail());
		assertEquals("", look.output());
		assertEquals("", look.parameters());
		assertEquals("", alone.of(generator.getEdges().get(0)).label());
	}

	@Test
	void anExpressionWithoutValueIsShownAsWritten() {
		Convolution seed = (Convolution) named("seed");
		seed.setFilters("16*nfg");
		assertTrue(Notation.of(generator).of(seed).detail().startsWith("16*nfg filters"));
		seed.setFilters(null);
		assertTrue(Notation.of(generator).of(seed).detail().startsWith("? filters"));
	}

	@Test
	void resolutionShowsInTheOutline() {
		assertEquals(Outline.WIDENING, notation.of(first(generator, Upsample.class)).outline());
		Notation judge = Notation.of(discriminator);
		for (Node node : discriminator.getNodes())
			if (node instanceof Convolution c)
				assertEquals(c.getStride().equals("2") ? Outline.NARROWING : Outline.ROUNDED_BOX, judge.of(c).outline(), c.getName());
		assertEquals(Outline.CIRCLE, judge.of(first(discriminator, Concatenation.class)).outline());
	}

	@Test
	void tapsOfFeatureMatchingAreMarked() {
		Notation judge = Notation.of(discriminator);
		assertTrue(discriminator.getNodes().stream().anyMatch(n -> judge.of(n).tap()));
		discriminator.getNodes().forEach(n -> assertEquals(n.isTap(), judge.of(n).tap(), n.getName()));
	}

	@Test
	void everyKindOfNodeHasItsOwnLook() {
		Map<String, String> looks = new TreeMap<>();
		for (var classifier : StudyPackage.eINSTANCE.getEClassifiers())
			if (classifier instanceof EClass type && !type.isAbstract() && StudyPackage.Literals.NODE.isSuperTypeOf(type)) {
				Node node = (Node) StudyFactory.eINSTANCE.create(type);
				node.setId(type.getName());
				node.setName(type.getName());
				generator.getNodes().add(node);
				NodeNotation look = Notation.of(generator).of(node);
				assertFalse(look.kind().isEmpty());
				assertFalse(look.formula().isEmpty());
				looks.merge((look.family() + " " + look.outline() + " " + look.symbol()).strip(), type.getName(), (a, b) -> a + " and " + b);
			}
		looks.remove("IMAGE PARALLELOGRAM"); // an image goes in or comes out: position tells them apart
		looks.remove("LABEL_MAP PARALLELOGRAM"); // label map and edge map are parts of one semantic input
		looks.forEach((look, types) -> assertFalse(types.contains(" and "), types + " look alike: " + look));
	}

	@Test
	void everyKindOfElementHasAnIconOfItsOwn() throws IOException {
		Map<String, String> icons = new HashMap<>();
		for (var classifier : StudyPackage.eINSTANCE.getEClassifiers())
			if (classifier instanceof EClass type && !type.isAbstract())
				try (InputStream icon = Notation.class.getResourceAsStream("/icons/" + Icons.of(type) + ".svg")) {
					assertNotNull(icon, Icons.of(type));
					String before = icons.put(new String(icon.readAllBytes(), StandardCharsets.UTF_8), type.getName());
					assertEquals(null, before, type.getName() + " has the icon of " + before);
				}
	}

	@Test
	void everyKindOfGraphSaysWhatItsOutputIs() {
		Map<String, String> details = new HashMap<>();
		for (var classifier : StudyPackage.eINSTANCE.getEClassifiers())
			if (classifier instanceof EClass type && !type.isAbstract() && StudyPackage.Literals.GRAPH.isSuperTypeOf(type)) {
				Graph graph = (Graph) StudyFactory.eINSTANCE.create(type);
				var output = StudyFactory.eINSTANCE.createOutput();
				graph.getNodes().add(output);
				String before = details.put(Notation.of(graph).of(output).detail(), type.getName());
				assertEquals(null, before, type.getName() + " says what " + before + " says");
			}
	}

	@Test
	void aBlockInputHasTheColourOfWhatEnters() {
		assertEquals(Family.JOIN, drawn(StudyFactory.eINSTANCE.createBlockInput(), input -> {
		}).family());
		assertEquals(Family.LABEL_MAP, drawn(StudyFactory.eINSTANCE.createBlockInput(), input -> input.setPort(Port.LABEL_MAP)).family());
		assertEquals(Family.STYLE, drawn(StudyFactory.eINSTANCE.createBlockInput(), input -> input.setPort(Port.CONDITION)).family());
		assertEquals("fin channels enter a use of the block here", drawn(StudyFactory.eINSTANCE.createBlockInput(), input -> input.setChannels("fin")).formula());
	}

	@Test
	void aResizeSaysItsSize() {
		NodeNotation look = notation.of(named("small map"));
		assertEquals("nearest to 8 x 8", look.detail());
		assertEquals(Outline.HEXAGON, look.outline());
	}

	private <N extends Node> NodeNotation drawn(N node, Consumer<N> settings) {
		settings.accept(node);
		node.setId("drawn");
		node.setName("drawn");
		generator.getNodes().add(node);
		NodeNotation look = Notation.of(generator).of(node);
		generator.getNodes().remove(node);
		return look;
	}

	@Test
	void whatDiffersFromASquareConvolutionIsWritten() {
		NodeNotation look = drawn(StudyFactory.eINSTANCE.createConvolution(), c -> {
			c.setFilters("8");
			c.setKernel("5");
			c.setKernelWidth("1");
			c.setStrideWidth("2");
			c.setDilation("2");
			c.setGroups("4");
			c.setPaddingTop("3");
			c.setPaddingMode(PaddingMode.REFLECT);
			c.setBias(false);
		});
		assertEquals("8 filters · 5x1 s1x2 · dilation 2 · groups 4 · reflect · no bias", look.detail());
		assertEquals("y = W ⋆ x; height ⌊(n + 4 − 9) / 1⌋ + 1, width ⌊(n + 2 − 1) / 2⌋ + 1", look.formula());
		assertEquals(Outline.NARROWING, look.outline());
	}

	@Test
	void aTransposedConvolutionSaysHowSidesGrow() {
		NodeNotation look = drawn(StudyFactory.eINSTANCE.createTransposedConvolution(), c -> {
			c.setFilters("8");
			c.setStride("2");
			c.setOutputPadding("1");
			c.setSpectralNorm(true);
		});
		assertEquals("8 filters · 3x3 s2 · SN", look.detail());
		assertEquals("y = (W / σ(W)) ⋆ᵀ x + b, σ(W) the largest singular value; side (n − 1) · 2 + 2", look.formula());
		assertEquals(Outline.WIDENING, look.outline());
	}

	@Test
	void resamplingSaysHowValuesAreFound() {
		assertEquals("bilinear (aligned) × 2", drawn(StudyFactory.eINSTANCE.createUpsample(), u -> {
			u.setMode(Interpolation.BILINEAR);
			u.setAligned(true);
		}).detail());
		assertEquals("area / 4", drawn(StudyFactory.eINSTANCE.createDownsample(), d -> d.setFactor("4")).detail());
		assertEquals("average 3x3 s2 · padding 1 · ceil · padding not counted", drawn(StudyFactory.eINSTANCE.createPooling(), p -> {
			p.setKind(PoolingKind.AVERAGE);
			p.setKernel("3");
			p.setPadding("1");
			p.setCeil(true);
			p.setCountPadding(false);
		}).detail());
		assertEquals("max 2x2 s2", drawn(StudyFactory.eINSTANCE.createPooling(), p -> p.setCountPadding(false)).detail());
		assertEquals("average to 1 x 1", drawn(StudyFactory.eINSTANCE.createAdaptivePooling(), p -> {
		}).detail());
	}

	@Test
	void bordersAreWrittenOnceWhereTheyAreAlike() {
		assertEquals("reflect · 3", drawn(StudyFactory.eINSTANCE.createPadding(), p -> {
			p.setTop("3");
			p.setBottom("1+2");
			p.setLeft("3");
			p.setRight("3");
		}).detail());
		assertEquals("0 above, 2 below, 0 left, 0 right", drawn(StudyFactory.eINSTANCE.createCrop(), c -> c.setBottom("2")).detail());
	}

	@Test
	void everyActivationHasANameAndAFormula() {
		for (ActivationFunction function : ActivationFunction.values()) {
			NodeNotation look = drawn(StudyFactory.eINSTANCE.createActivation(), a -> a.setFunction(function));
			assertFalse(look.detail().isBlank());
			assertTrue(look.formula().startsWith("y"), look.formula());
		}
	}

	@Test
	void aStyleCodeConditionsInAColourOfItsOwn() {
		var style = StudyFactory.eINSTANCE.createStyleCodeInput();
		var norm = StudyFactory.eINSTANCE.createAdaptiveInstanceNorm();
		generator.getNodes().addAll(List.of(style, norm));
		Edge edge = StudyFactory.eINSTANCE.createEdge();
		edge.setSource(style);
		edge.setTarget(norm);
		edge.setPort(Port.STYLE);
		generator.getEdges().add(edge);
		Line line = Notation.of(generator).of(edge);
		assertTrue(line.conditioning());
		assertEquals("style code", line.carries());
		assertEquals(Family.STYLE.on(Theme.LIGHT).stroke(), line.on(Theme.LIGHT));
		edge.setPort(Port.CONDITION);
		assertEquals("condition", Notation.of(generator).of(edge).carries());
		edge.setPort(Port.DATA);
		assertEquals(Theme.DARK.line(), Notation.of(generator).of(edge).on(Theme.DARK));
		assertEquals("label map", notation.of(generator.getEdges().stream().filter(Notation::conditions).findFirst().orElseThrow()).carries());
		assertEquals(List.of(Port.DATA, Port.STYLE), Notation.of(generator).of(norm).ports().stream().map(PortNotation::port).toList());
	}

	@Test
	void portsAreThoseOfTheModel() {
		assertEquals(List.of(new PortNotation(Port.DATA, "data", true)), drawn(StudyFactory.eINSTANCE.createSum(), sum -> {
		}).ports());
		assertEquals(List.of(new PortNotation(Port.LABEL_MAP, "label map", false)), drawn(StudyFactory.eINSTANCE.createStage(), stage -> {
		}).ports());
	}

	@Test
	void aNormalisationSaysOverWhatItsStatisticsAre() {
		NodeNotation look = Notation.of(discriminator).of(first(discriminator, Normalisation.class));
		assertEquals("instance norm", look.detail());
		assertEquals("y = (x − μ) / √(σ² + 1e-5), μ and σ per channel and sample", look.formula());
	}
}
