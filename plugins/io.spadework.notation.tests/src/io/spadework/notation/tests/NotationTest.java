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

import org.eclipse.emf.ecore.EClass;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.spadework.model.DataChoice;
import io.spadework.model.Templates;
import io.spadework.model.study.Concatenation;
import io.spadework.model.study.Convolution;
import io.spadework.model.study.Discriminator;
import io.spadework.model.study.Edge;
import io.spadework.model.study.Generator;
import io.spadework.model.study.LabelMapInput;
import io.spadework.model.study.Network;
import io.spadework.model.study.Node;
import io.spadework.model.study.NormKind;
import io.spadework.model.study.Normalisation;
import io.spadework.model.study.Port;
import io.spadework.model.study.Seed;
import io.spadework.model.study.SpadeBlock;
import io.spadework.model.study.Study;
import io.spadework.model.study.StudyFactory;
import io.spadework.model.study.StudyPackage;
import io.spadework.model.study.Upsample;
import io.spadework.notation.Block;
import io.spadework.notation.Line;
import io.spadework.notation.Notation;
import io.spadework.notation.Outline;
import io.spadework.notation.PortNotation;

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

	@Test
	void aNormalisationSaysOverWhatItsStatisticsAre() {
		Block block = Notation.of(discriminator).of(first(discriminator, Normalisation.class));
		assertEquals("instance norm", block.detail());
		assertEquals("y = (x − μ) / √(σ² + 1e-5), μ and σ per channel and sample", block.formula());
	}
}
