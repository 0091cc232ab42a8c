package io.spadework.model.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.eclipse.emf.common.util.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.spadework.model.Costs;
import io.spadework.model.Problem;
import io.spadework.model.Severity;
import io.spadework.model.Shapes;
import io.spadework.model.Studies;
import io.spadework.model.StudyException;
import io.spadework.model.Validation;
import io.spadework.model.study.Block;
import io.spadework.model.study.BlockUse;
import io.spadework.model.study.Convolution;
import io.spadework.model.study.Element;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.Network;
import io.spadework.model.study.Node;
import io.spadework.model.study.Port;
import io.spadework.model.study.Resize;
import io.spadework.model.study.Spade;
import io.spadework.model.study.Study;
import io.spadework.model.study.TransposedConvolution;

/** Studies of format version 1, as that version wrote them, with what it told of every layer. */
class MigrationTest {

	private static final String HEAD = """
			<?xml version="1.0" encoding="UTF-8"?>
			<study:Study xmi:version="2.0" xmlns:xmi="http://www.omg.org/XMI" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:study="http://spadework.io/study/1" id="s" name="S">
			""";
	private static final String TAIL = "</study:Study>\n";

	@TempDir
	Path folder;

	@ParameterizedTest
	@CsvSource({ "landscapes, SPADE", "coco, SPADE", "drawn, wider" })
	void everyLayerHasTheShapeAndTheCostThatItHad(String name, String experimentName) throws Exception {
		Study study = older(name);
		assertEquals(List.of("older-format"), Validation.validate(study, null).stream().filter(problem -> !problem.rule().equals("useless-bias")).map(Problem::rule).toList());
		Experiment experiment = study.getExperiments().stream().filter(each -> each.getName().equals(experimentName)).findFirst().orElseThrow();
		Map<String, String> now = layers(experiment);
		for (String layer : text("older/" + name + "-" + experimentName + ".txt").lines().filter(line -> !line.startsWith("#")).toList()) {
			String id = layer.substring(0, layer.indexOf(' '));
			assertEquals(layer, now.remove(id));
		}
		now.values().forEach(added -> assertTrue(added.contains("_map | ") || added.contains("_map_2 | "), added + ": only what brings the label map to the seed's size is new"));
	}

	@Test
	void aSkipIsLearnedUnlessTheChannelsAreTheSameInEveryExperiment() throws Exception {
		Study study = older("drawn");
		Map<String, String> now = layers(study.getExperiments().get(0));
		Map<String, String> differing = new HashMap<>();
		for (String layer : text("older/drawn-plain.txt").lines().filter(line -> !line.startsWith("#")).toList()) {
			String id = layer.substring(0, layer.indexOf(' '));
			if (!layer.equals(now.get(id))) {
				differing.put(id, now.get(id));
			}
		}
		assertEquals(Set.of("overridden"), differing.keySet(), "12 channels stay 12 here, but not in the experiment that has 16 of them");
		assertTrue(differing.get("overridden").startsWith("overridden | 12 x 4 x 8 | "));
		assertEquals(List.of("residual block", "residual block with learned skip", "residual block 2"), names(study));
	}

	@Test
	void blocksAreSharedByAllThatHaveTheSameSettings() throws Exception {
		Study study = older("landscapes");
		assertEquals(List.of("residual block", "residual block with learned skip"), names(study));
		assertEquals(List.of("residual", "residual", "residual", "residual_skip", "residual_skip", "residual_skip", "residual_skip"), Samples.generator(study).getNodes().stream()
				.filter(BlockUse.class::isInstance).map(node -> ((BlockUse) node).getBlock().getId()).toList());
		BlockUse use = Samples.node(study, "block2");
		assertEquals("4*ngf", use.getArguments().get(0).getValue());
		assertEquals("fout", use.getArguments().get(0).getParameter().getName());
	}

	@Test
	void settingsOfABlockAreKept() throws Exception {
		Study study = older("drawn");
		Block block = ((BlockUse) Samples.node(study, "wide")).getBlock();
		for (Node node : block.getNodes()) {
			if (node instanceof Spade spade) {
				assertEquals("fout instance 3", spade.getHidden() + " " + spade.getInnerNorm() + " " + spade.getKernel());
			}
			if (node instanceof Convolution convolution) {
				assertTrue(convolution.isSpectralNorm());
				assertEquals(!node.getName().equals("skip"), convolution.isBias());
			}
		}
		assertEquals(List.of("fout_2", "fmid"), block.getParameters().stream().map(parameter -> parameter.getName()).toList(), "the study has a fout of its own, which hidden means");
		assertEquals("min(fin, fout_2)", block.getParameters().get(1).getValue());
	}

	@Test
	void aSeedIsAResizeAndAConvolution() throws Exception {
		Study study = older("drawn");
		Convolution seed = Samples.node(study, "seed");
		assertTrue(seed.isSpectralNorm());
		assertEquals("2*half 3 1 1", seed.getFilters() + " " + seed.getKernel() + " " + seed.getStride() + " " + seed.getPadding());
		Resize map = (Resize) seed.getIncoming().get(0).getSource();
		assertEquals("seed_map_2, seed map 2: 4 x 8", map.getId() + ", " + map.getName() + ": " + map.getHeight() + " x " + map.getWidth());
		assertEquals("e1", map.getIncoming().get(0).getId());
		assertEquals(Port.DATA, map.getIncoming().get(0).getPort());
	}

	@Test
	void whatATransposedConvolutionLeftToTheDefaultsIsWrittenOut() throws Exception {
		Study study = older("drawn");
		TransposedConvolution first = Samples.node(study, "up1");
		TransposedConvolution second = Samples.node(study, "up2");
		assertEquals("2 1", first.getStride() + " " + first.getOutputPadding());
		assertEquals("2 0", second.getStride() + " " + second.getOutputPadding());
	}

	@Test
	void allIdsStayAndAllElseIsUnchanged() throws Exception {
		for (String name : List.of("landscapes", "coco", "drawn")) {
			Set<String> ids = new HashSet<>();
			Study study = older(name);
			study.eAllContents().forEachRemaining(each -> ids.add(((Element) each).getId()));
			ids.add(study.getId());
			Matcher old = Pattern.compile(" id=\"([^\"]+)\"").matcher(text("older/" + name + ".spade"));
			while (old.find()) {
				assertTrue(ids.contains(old.group(1)), old.group(1));
			}
		}
		assertEquals("A \"base\" width & more.", older("drawn").getParameters().get(0).getDescription());
		assertEquals("16", older("drawn").getExperiments().get(1).getOverrides().get(0).getValue());
	}

	@Test
	void savingWritesThisVersionAndThePersonIsTold() throws Exception {
		Path file = folder.resolve("old.spade");
		Files.writeString(file, text("older/coco.spade"));
		Study study = Studies.load(file);
		Problem told = Validation.validate(study, null).stream().filter(problem -> problem.rule().equals("older-format")).findFirst().orElseThrow();
		assertEquals(Severity.INFO, told.severity());
		assertEquals("study COCO-Stuff was written in format version 1 and is read as one of this version; saving writes it so", told.message());
		Studies.save(study, file);
		String first = Files.readString(file);
		assertTrue(first.contains("xmlns:study=\"http://spadework.io/study/2\""));
		Study again = Studies.load(file);
		assertTrue(Validation.validate(again, null).stream().noneMatch(problem -> problem.rule().equals("older-format")));
		assertEquals(first, Studies.write(again));
		Files.writeString(file, text("older/coco.spade"));
		assertEquals(first, Studies.write(Studies.load(file)), "migrating again gives the same");
	}

	@Test
	void anEditorThatSavesAnOlderStudyIsToldNoMore() throws Exception {
		var resource = Studies.factory().createResource(URI.createURI("study:/old.spade"));
		resource.load(new ByteArrayInputStream(text("older/landscapes.spade").getBytes(StandardCharsets.UTF_8)), Map.of());
		Study study = (Study) resource.getContents().get(0);
		assertEquals(1, Samples.problems("older-format", study).size());
		resource.save(new ByteArrayOutputStream(), Map.of());
		assertEquals(List.of(), Samples.problems("older-format", study));
	}

	@Test
	void wrongOlderFilesAreRefusedWithLineElementAndReason() {
		String generator = HEAD + "<networks xsi:type=\"study:Generator\" id=\"g\" name=\"G\">\n%s</networks>" + TAIL;
		assertRefused("t.spade, line 4: <nodes id=\"seed\"> (Seed): attribute kernel is not known; known are filters, height, id, name, spectralNorm, tap, width",
				generator.formatted("<nodes xsi:type=\"study:Seed\" id=\"seed\" name=\"s\" kernel=\"3\"/>"));
		assertRefused("t.spade, line 4: <nodes id=\"b\"> (SpadeBlock): attribute innerNorm is \"group\"; it must be one of batch, instance, layer, none",
				generator.formatted("<nodes xsi:type=\"study:SpadeBlock\" id=\"b\" name=\"b\" filters=\"1\" innerNorm=\"group\"/>"));
		assertRefused("line 4: <nodes id=\"b\"> (SpadeBlock): attribute spectralNorm is \"yes\"; it must be true or false",
				generator.formatted("<nodes xsi:type=\"study:SpadeBlock\" id=\"b\" name=\"b\" filters=\"1\" spectralNorm=\"yes\"/>"));
		assertRefused("line 4: <arguments> is not known inside a SpadeBlock; it holds no elements",
				generator.formatted("<nodes xsi:type=\"study:SpadeBlock\" id=\"b\" name=\"b\" filters=\"1\"><arguments/></nodes>"));
		assertRefused("line 6: <nodes id=\"c\"> (Convolution): attribute bias is \"yes\"; it must be true or false",
				generator.formatted("<nodes xsi:type=\"study:Seed\" id=\"seed\" name=\"s\" filters=\"3\"/>\n\n<nodes xsi:type=\"study:Convolution\" id=\"c\" name=\"c\" bias=\"yes\"/>"));
		assertRefused("line 5: <edges id=\"e\"> (Edge): source refers to \"heda\", but no element has that id",
				generator.formatted("<nodes xsi:type=\"study:Seed\" id=\"seed\" name=\"s\" filters=\"3\"/>\n<edges id=\"e\" source=\"heda\" target=\"seed\"/>"));
		assertRefused("line 5: <nodes id=\"seed\"> (Output): the id is taken by a Convolution in line 4",
				generator.formatted("<nodes xsi:type=\"study:Seed\" id=\"seed\" name=\"s\" filters=\"3\"/>\n<nodes xsi:type=\"study:Output\" id=\"seed\" name=\"o\"/>"));
		assertRefused("line 3: <params> is not known inside a Study", HEAD + "<params/>" + TAIL);
		assertRefused("<networks xsi:type=\"study:SpadeBlock\">: the type is not known here", HEAD + "<networks xsi:type=\"study:SpadeBlock\" id=\"n\" name=\"N\"/>" + TAIL);
		assertRefused("line 4: not well-formed XML", HEAD + "<parameters>\n</study:Study>");
	}

	@ParameterizedTest
	@ValueSource(strings = { "x:valeu=\"3\" xmlns:x=\"http://example.org\"", "xsi:schemaLocation=\"http://spadework.io/study/1 http://example.org/evil.ecore\"" })
	void attributesOfOtherNamespacesAreRefused(String attribute) {
		assertRefused("is not known", HEAD.replace("id=\"s\"", "id=\"s\" " + attribute) + TAIL);
	}

	@Test
	void hostileOlderFilesAreRefusedWithoutHarm() throws IOException {
		Path secret = Files.writeString(folder.resolve("secret.txt"), "top secret");
		StudyException refusal = assertThrows(StudyException.class, () -> read("<!DOCTYPE a [<!ENTITY e SYSTEM \"" + secret.toUri()
				+ "\">]>\n<study:Study xmlns:study=\"http://spadework.io/study/1\" id=\"s\" name=\"&e;\"/>"));
		assertTrue(refusal.getMessage().contains("DOCTYPE"), refusal.getMessage());
		assertFalse(refusal.getMessage().contains("top secret"));
		assertRefused("processing instruction", HEAD + "<?php echo 1 ?>" + TAIL);
		assertRefused("refers outside the file", HEAD + "<networks href=\"other.spade#n\"/>" + TAIL);
		assertRefused("may lie outside the file", HEAD + "<experiments id=\"e\" name=\"E\" plan=\"file:///etc/passwd#x\"/>" + TAIL);
		assertRefused("nested more than 16 deep", HEAD + "<a>".repeat(100_000) + "</a>".repeat(100_000) + TAIL);
		assertRefused("more than 20000 elements", HEAD + "<parameters name=\"p\" value=\"1\"/>\n".repeat(20_001) + TAIL);
		assertRefused("characters long; 100000 are allowed", HEAD + "<parameters id=\"p\" name=\"p\" value=\"" + "1".repeat(100_001) + "\"/>" + TAIL);
		assertRefused("text between the elements", HEAD + "hello" + TAIL);
	}

	@Test
	void aLargeOlderStudyIsMigratedQuickly() throws Exception {
		StringBuilder nodes = new StringBuilder();
		for (int i = 0; i < 3_000; i++) {
			nodes.append("<nodes xsi:type=\"study:Seed\" id=\"seed").append(i).append("\" name=\"seed\" filters=\"8\" width=\"2\" height=\"2\"/>");
			nodes.append("<edges id=\"e").append(i).append("\" source=\"map\" target=\"seed").append(i).append("\" port=\"label_map\"/>");
		}
		assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
			Study study = read(HEAD + "<networks xsi:type=\"study:Generator\" id=\"g\" name=\"G\"><nodes xsi:type=\"study:LabelMapInput\" id=\"map\" name=\"map\"/>" + nodes + "</networks>" + TAIL);
			assertEquals(1 + 2 * 3_000, study.getNetworks().get(0).getNodes().size());
		});
	}

	@Test
	void circlesAndNonsenseInAnOlderStudyAreToldByTheRules() throws Exception {
		Study study = read(HEAD + "<parameters id=\"p\" name=\"a\" value=\"a\"/><networks xsi:type=\"study:Generator\" id=\"g\" name=\"G\">"
				+ "<nodes xsi:type=\"study:SpadeBlock\" id=\"x\" filters=\"a\"/><nodes xsi:type=\"study:SpadeBlock\" id=\"y\"/><nodes xsi:type=\"study:Seed\"/>"
				+ "<edges id=\"e\" source=\"x\" target=\"y\"/><edges id=\"f\" source=\"y\" target=\"x\"/><edges id=\"h\"/></networks>" + TAIL);
		List<String> rules = Validation.validate(study, null).stream().map(Problem::rule).toList();
		assertTrue(rules.containsAll(List.of("circle", "number", "dangling-edge", "older-format")), rules.toString());
	}

	private Map<String, String> layers(Experiment experiment) {
		Map<String, String> layers = new HashMap<>();
		for (Network network : List.of(experiment.getGenerator(), experiment.getDiscriminator())) {
			Shapes shapes = Shapes.infer(network, experiment);
			assertEquals(List.of(), shapes.problems());
			Costs costs = Costs.of(shapes);
			for (Node node : network.getNodes()) {
				layers.put(node.getId(), node.getId() + " | " + shapes.of(node) + " | " + costs.of(node).parameters() + " | " + costs.of(node).multiplyAdds());
			}
		}
		return layers;
	}

	private static List<String> names(Study study) {
		return study.getBlocks().stream().map(Block::getName).toList();
	}

	private static Study older(String name) throws Exception {
		return read(text("older/" + name + ".spade"));
	}

	private static String text(String resource) throws IOException {
		try (InputStream in = MigrationTest.class.getResourceAsStream(resource)) {
			return new String(in.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	private static Study read(String text) throws StudyException {
		return Studies.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "t.spade");
	}

	private static void assertRefused(String part, String text) {
		StudyException refusal = assertThrows(StudyException.class, () -> read(text));
		assertTrue(refusal.getMessage().contains(part), refusal.getMessage());
	}
}
