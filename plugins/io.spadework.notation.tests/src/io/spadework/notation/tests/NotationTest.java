package io.spadework.notation.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

import io.spadework.model.nodes.NodeRule;
import io.spadework.model.study.ActivationFunction;
import io.spadework.model.study.Concatenation;
import io.spadework.model.study.Convolution;
import io.spadework.model.study.Discriminator;
import io.spadework.model.study.Edge;
import io.spadework.model.study.Generator;
import io.spadework.model.study.Interpolation;
import io.spadework.model.study.LabelMapInput;
import io.spadework.model.study.Network;
import io.spadework.model.study.Node;
import io.spadework.model.study.NormKind;
import io.spadework.model.study.Normalisation;
import io.spadework.model.study.PaddingMode;
import io.spadework.model.study.PoolingKind;
import io.spadework.model.study.Port;
import io.spadework.model.study.Seed;
import io.spadework.model.study.SpadeBlock;
import io.spadework.model.study.Study;
import io.spadework.model.study.StudyFactory;
import io.spadework.model.study.StudyPackage;
import io.spadework.model.study.Upsample;
import io.spadework.model.templates.DataChoice;
import io.spadework.model.templates.Templates;
import io.spadework.notation.Block;
import io.spadework.notation.Family;
import io.spadework.notation.Line;
import io.spadework.notation.Notation;
import io.spadework.notation.Outline;
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
	void aSpadeBlockShowsItsFiltersItsInsideItsShapeAndItsCost() {
		Block block = notation.of(first(generator, SpadeBlock.class));
		assertEquals("SPADE block (batch norm)", block.kind());
		assertEquals("16*ngf → 1024 filters · 3x3 · hidden 128 · SN", block.detail());
		assertEquals("SPADE → conv → SPADE → conv, + skip", block.inside());
		assertEquals("1024 x 8 x 8", block.output());
		assertTrue(block.parameters().endsWith(" M"), block.parameters());
		assertTrue(block.formula().contains("(1 + γ(m)) · (h − μ) / σ + β(m)"), block.formula());
		assertEquals(List.of(Port.DATA, Port.LABEL_MAP), block.ports().stream().map(PortNotation::port).toList());
	}

	@Test
	void aSpadeBlockThatChangesTheWidthHasALearnedSkip() {
		SpadeBlock narrowing = generator.getNodes().stream().filter(SpadeBlock.class::isInstance).map(SpadeBlock.class::cast)
				.filter(b -> b.getFilters().equals("8*ngf")).findFirst().orElseThrow();
		assertEquals("SPADE → conv → SPADE → conv, + learned skip", notation.of(narrowing).inside());
	}

	@Test
	void anotherInnerNormIsSeen() {
		SpadeBlock block = first(generator, SpadeBlock.class);
		block.setInnerNorm(NormKind.INSTANCE);
		assertEquals("SPADE block (instance norm)", notation.of(block).kind());
	}

	@Test
	void theOverridesOfAnExperimentAreInTheNumbers() {
		var override = StudyFactory.eINSTANCE.createParameterOverride();
		override.setId("narrow");
		override.setParameter(study.getParameters().stream().filter(p -> p.getName().equals("ngf")).findFirst().orElseThrow());
		override.setValue("32");
		study.getExperiments().get(0).getOverrides().add(override);
		Block block = Notation.of(generator).of(first(generator, SpadeBlock.class));
		assertTrue(block.detail().startsWith("16*ngf → 512 filters"), block.detail());
		assertEquals("512 x 8 x 8", block.output());
	}

	@Test
	void aPlainNumberOfFiltersIsWrittenOnce() {
		Convolution toImage = first(generator, Convolution.class);
		toImage.setFilters("3");
		assertEquals("3 filters · 3x3 s1", notation.of(toImage).detail());
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
	void onlyEdgesIntoTheLabelMapPortOfABlockCondition() {
		for (Edge edge : generator.getEdges()) {
			Line line = notation.of(edge);
			assertEquals(edge.getTarget() instanceof SpadeBlock && edge.getSource() instanceof LabelMapInput, line.conditioning(), edge.getId());
		}
		assertTrue(first(generator, Seed.class).getIncoming().stream().map(notation::of).noneMatch(Line::conditioning), "the seed's label map is its data");
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
		SpadeBlock block = first(generator, SpadeBlock.class);
		block.setFilters("16*nfg");
		Notation broken = Notation.of(generator);
		assertEquals("", broken.of(block).output());
		assertEquals("", broken.of(block).parameters());
		assertTrue(broken.title().totals().contains("blocks of unknown shape"), broken.title().totals());
	}

	@Test
	void aNetworkWithoutExperimentStillShowsWhatItSays() {
		study.getExperiments().clear();
		Notation alone = Notation.of(generator);
		Block block = alone.of(first(generator, SpadeBlock.class));
		assertEquals("16*ngf → 1024 filters · 3x3 · hidden 128 · SN", block.detail());
		assertEquals("", block.output());
		assertEquals("", block.parameters());
		assertEquals("", alone.of(generator.getEdges().get(0)).label());
	}

	@Test
	void anExpressionWithoutValueIsShownAsWritten() {
		SpadeBlock block = first(generator, SpadeBlock.class);
		block.setFilters("16*nfg");
		assertTrue(Notation.of(generator).of(block).detail().startsWith("16*nfg filters"));
		block.setFilters(null);
		assertTrue(Notation.of(generator).of(block).detail().startsWith("? filters"));
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
	void everyKindOfNodeHasItsOwnLookAndAnIconOfItsOwn() {
		Map<String, String> looks = new TreeMap<>();
		Map<String, String> icons = new HashMap<>();
		for (var classifier : StudyPackage.eINSTANCE.getEClassifiers())
			if (classifier instanceof EClass type && !type.isAbstract() && StudyPackage.Literals.NODE.isSuperTypeOf(type)) {
				Node node = (Node) StudyFactory.eINSTANCE.create(type);
				node.setId(type.getName());
				node.setName(type.getName());
				generator.getNodes().add(node);
				Block block = Notation.of(generator).of(node);
				assertFalse(block.kind().isEmpty());
				assertFalse(block.formula().isEmpty());
				assertNotNull(Notation.class.getResource("/icons/" + block.icon() + ".svg"), block.icon());
				String before = icons.put(block.icon(), type.getName());
				assertEquals(null, before, type.getName() + " has the icon of " + before);
				looks.merge((block.family() + " " + block.outline() + " " + block.symbol()).strip(), type.getName(), (a, b) -> a + " and " + b);
			}
		looks.remove("IMAGE PARALLELOGRAM"); // an image goes in or comes out: position tells them apart
		looks.remove("LABEL_MAP PARALLELOGRAM"); // label map and edge map are parts of one semantic input
		looks.forEach((look, types) -> assertFalse(types.contains(" and "), types + " look alike: " + look));
	}

	private <N extends Node> Block drawn(N node, Consumer<N> settings) {
		settings.accept(node);
		node.setId("drawn");
		node.setName("drawn");
		generator.getNodes().add(node);
		Block block = Notation.of(generator).of(node);
		generator.getNodes().remove(node);
		return block;
	}

	@Test
	void whatDiffersFromASquareConvolutionIsWritten() {
		Block block = drawn(StudyFactory.eINSTANCE.createConvolution(), c -> {
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
		assertEquals("8 filters · 5x1 s1x2 · dilation 2 · groups 4 · reflect · no bias", block.detail());
		assertEquals("y = W ⋆ x; height ⌊(n + 4 − 9) / 1⌋ + 1, width ⌊(n + 2 − 1) / 2⌋ + 1", block.formula());
		assertEquals(Outline.NARROWING, block.outline());
	}

	@Test
	void aTransposedConvolutionSaysHowSidesGrow() {
		Block block = drawn(StudyFactory.eINSTANCE.createTransposedConvolution(), c -> {
			c.setFilters("8");
			c.setSpectralNorm(true);
		});
		assertEquals("8 filters · 3x3 s2 · SN", block.detail());
		assertEquals("y = (W / σ(W)) ⋆ᵀ x + b, σ(W) the largest singular value; side (n − 1) · 2 + 2", block.formula());
		assertEquals(Outline.WIDENING, block.outline());
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
			Block block = drawn(StudyFactory.eINSTANCE.createActivation(), a -> a.setFunction(function));
			assertFalse(block.detail().isBlank());
			assertTrue(block.formula().startsWith("y"), block.formula());
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
		assertEquals("label map", notation.of(first(generator, LabelMapInput.class).getOutgoing().get(0)).carries());
		assertEquals(List.of(Port.DATA, Port.STYLE), Notation.of(generator).of(norm).ports().stream().map(PortNotation::port).toList());
	}

	@Test
	void portsAreThoseOfTheModel() {
		for (var classifier : StudyPackage.eINSTANCE.getEClassifiers())
			if (classifier instanceof EClass type && !type.isAbstract() && StudyPackage.Literals.NODE.isSuperTypeOf(type)) {
				Block block = drawn((Node) StudyFactory.eINSTANCE.create(type), n -> {
				});
				assertEquals(List.copyOf(NodeRule.of(type).ports()), block.ports().stream().map(PortNotation::port).toList(), type.getName());
				for (PortNotation port : block.ports())
					assertEquals(NodeRule.of(type).mostInputs(port.port()) > 1, port.many(), type.getName());
			}
	}

	@Test
	void aNormalisationSaysOverWhatItsStatisticsAre() {
		Block block = Notation.of(discriminator).of(first(discriminator, Normalisation.class));
		assertEquals("instance norm", block.detail());
		assertEquals("y = (x − μ) / √(σ² + 1e-5), μ and σ per channel and sample", block.formula());
	}
}
